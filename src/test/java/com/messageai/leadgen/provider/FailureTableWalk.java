package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.http.HttpHeaders;

/**
 * Walks a table of errors: one test per row, which fails where the row has no sample, where an earlier row takes the sample,
 * or where something else comes out than the sheet says.
 */
public final class FailureTableWalk {

    private final FailureTable table;
    private final List<Sample> samples = new ArrayList<>();

    private FailureTableWalk(FailureTable table) {
        this.table = table;
    }

    private record Sample(
            String sheet,
            ProviderAnswer answer,
            @Nullable Class<? extends ProviderFailure> failure,
            String words,
            @Nullable Duration pause) {}

    public static FailureTableWalk of(FailureTable table) {
        return new FailureTableWalk(table);
    }

    public static ProviderAnswer answer(int status, String body, String... headers) {
        var all = new HttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new ProviderAnswer(status, all, body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param sheet how the row's words begin */
    public FailureTableWalk sample(String sheet, ProviderAnswer answer, Class<? extends ProviderFailure> failure) {
        return sample(sheet, answer, failure, "");
    }

    /** @param words that the failure's message must have */
    public FailureTableWalk sample(
            String sheet, ProviderAnswer answer, Class<? extends ProviderFailure> failure, String words) {
        samples.add(new Sample(sheet, answer, failure, words, null));
        return this;
    }

    public FailureTableWalk sample(
            String sheet, ProviderAnswer answer, Class<? extends ProviderFailure> failure, Duration wait) {
        samples.add(new Sample(sheet, answer, failure, "", wait));
        return this;
    }

    /** For a row whose answer the reader takes. */
    public FailureTableWalk result(String sheet, ProviderAnswer answer) {
        samples.add(new Sample(sheet, answer, null, "", null));
        return this;
    }

    public Stream<DynamicTest> rows() {
        assertThat(samples)
                .as("each sample is one of a row")
                .allMatch(sample -> table.rows().stream().anyMatch(row -> isOf(row, sample)));
        return table.rows().stream().map(row -> DynamicTest.dynamicTest(row.sheet(), () -> check(row)));
    }

    private void check(FailureRow row) {
        List<Sample> own = samples.stream().filter(sample -> isOf(row, sample)).toList();
        assertThat(own).as("samples").isNotEmpty();
        for (Sample sample : own) {
            assertThat(table.rows().stream().filter(any -> any.fits(sample.answer())))
                    .as("the rows that fit %s", sample)
                    .startsWith(row);
            ProviderFailure failure = table.failure("endpoint", sample.answer());
            if (sample.failure() == null) {
                assertThat(failure).isNull();
                continue;
            }
            assertThat(failure).isInstanceOf(sample.failure()).hasMessageContaining(sample.words());
            assertThat(failure.endpoint()).isEqualTo("endpoint");
            if (sample.pause() != null) {
                assertThat(waitOf(failure)).isEqualTo(sample.pause());
            }
        }
    }

    private static boolean isOf(FailureRow row, Sample sample) {
        return row.sheet().startsWith(sample.sheet());
    }

    private static @Nullable Duration waitOf(ProviderFailure failure) {
        return switch (failure) {
            case ProviderFailure.RateLimited limited -> limited.retryAfter();
            case ProviderFailure.StillWorking working -> working.retryAfter();
            case ProviderFailure.Unavailable lost -> lost.retryAfter();
            default -> null;
        };
    }
}
