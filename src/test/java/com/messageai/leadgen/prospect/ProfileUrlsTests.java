package com.messageai.leadgen.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileUrlsTests {

    @ParameterizedTest
    @CsvSource({
        "https://www.linkedin.com/in/ilse-varga-demo, https://www.linkedin.com/in/ilse-varga-demo",
        "http://linkedin.com/in/Ilse-Varga-Demo/, https://www.linkedin.com/in/ilse-varga-demo",
        "linkedin.com/in/ilse-varga-demo?trk=people, https://www.linkedin.com/in/ilse-varga-demo",
        "https://de.linkedin.com/in/ilse-varga-demo/de, https://www.linkedin.com/in/ilse-varga-demo",
        "https://www.linkedin.com/m/in/ilse-varga-demo#about, https://www.linkedin.com/in/ilse-varga-demo",
        "https://www.linkedin.com/in/j%C3%BCrgen-m, https://www.linkedin.com/in/j%C3%BCrgen-m",
        "https://www.linkedin.com/in/jürgen-m, https://www.linkedin.com/in/j%C3%BCrgen-m",
        "https://www.linkedin.com/in/JU\u0308RGEN-m, https://www.linkedin.com/in/j%C3%BCrgen-m",
        "https://www.linkedin.com/in/50%-off, https://www.linkedin.com/in/50%25-off",
        "https://www.facebook.com/demo.7700012, https://www.facebook.com/demo.7700012",
        "https://m.facebook.com/Demo.7700012/, https://www.facebook.com/demo.7700012",
        "https://www.facebook.com/profile.php?id=77&x=1, https://www.facebook.com/profile.php?id=77",
        "https://Example.ORG/people/7/, https://example.org/people/7"
    })
    void haveOneSpelling(String url, String canonical) {
        assertThat(ProfileUrls.canonical(url)).isEqualTo(canonical);
        assertThat(ProfileUrls.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "n/a",
                "https://www.linkedin.com",
                "https://www.linkedin.com/",
                "javascript:alert(1)",
                "ftp://linkedin.com/in/x",
                "https://user:secret@linkedin.com/in/x",
                "https://localhost/in/x",
                "https://www.facebook.com/profile.php"
            })
    void areNullWhereThereIsNoProfile(String url) {
        assertThat(ProfileUrls.canonical(url)).isNull();
    }
}
