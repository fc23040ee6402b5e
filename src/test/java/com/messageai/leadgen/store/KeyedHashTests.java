package com.messageai.leadgen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class KeyedHashTests {

    private static final String KEY = "a-key-of-at-least-thirty-two-chars";

    @Test
    void givesTheSameHashForTheSameTextsUnderTheSameKey() {
        assertThat(hasher(KEY).hash("identity", "a@b.example"))
                .hasSize(32)
                .isEqualTo(hasher(KEY).hash("identity", "a@b.example"));
    }

    @Test
    void tellsKeysPurposesAndBordersOfTextsApart() {
        byte[] one = hasher(KEY).hash("identity", "ab", "c");
        assertThat(hasher(KEY + "!").hash("identity", "ab", "c")).isNotEqualTo(one);
        assertThat(hasher(KEY).hash("request", "ab", "c")).isNotEqualTo(one);
        assertThat(hasher(KEY).hash("identity", "a", "bc")).isNotEqualTo(one);
    }

    @Test
    void refusesAKeyThatIsTooShortAndNeverShowsOne() {
        assertThatThrownBy(() -> new KeyedHashProperties("short")).hasMessageContaining("32 characters");
        assertThat(new KeyedHashProperties(KEY).toString()).doesNotContain(KEY);
    }

    private static KeyedHash.Hasher hasher(String key) {
        return new KeyedHash(mock(DatabaseClient.class), new KeyedHashProperties(key))
                .hasher()
                .block();
    }
}
