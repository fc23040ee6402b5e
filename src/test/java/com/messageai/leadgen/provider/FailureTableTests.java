package com.messageai.leadgen.provider;

import static com.messageai.leadgen.provider.FailureRow.row;
import static com.messageai.leadgen.provider.FailureTable.status;
import static com.messageai.leadgen.provider.FailureTableWalk.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FailureTableTests {

    @TestFactory
    Stream<DynamicTest> tellsFailuresByStatusWhereASheetSaysNothing() {
        return FailureTableWalk.of(FailureTable.byStatus("any"))
                .result("2xx", answer(200, "{}"))
                .result("2xx", answer(204, ""))
                .sample("401, 403", answer(401, ""), ProviderFailure.Unauthorized.class, "status 401")
                .sample("401, 403", answer(403, ""), ProviderFailure.Unauthorized.class, "status 403")
                .sample("402", answer(402, ""), ProviderFailure.OutOfCredits.class)
                .sample("404", answer(404, ""), ProviderFailure.NotFound.class)
                .sample("429", answer(429, ""), ProviderFailure.RateLimited.class, Duration.ofMinutes(1))
                .sample(
                        "429",
                        answer(429, "", "Retry-After", "7"),
                        ProviderFailure.RateLimited.class,
                        Duration.ofSeconds(7))
                .sample("451", answer(451, ""), ProviderFailure.OptedOut.class)
                .sample("408, 425", answer(408, ""), ProviderFailure.Unavailable.class)
                .sample("408, 425", answer(425, ""), ProviderFailure.Unavailable.class)
                .sample("4xx", answer(418, ""), ProviderFailure.Rejected.class)
                .sample("anything else", answer(302, ""), ProviderFailure.Unavailable.class)
                .sample(
                        "anything else",
                        answer(503, "", "Retry-After", "9"),
                        ProviderFailure.Unavailable.class,
                        Duration.ofSeconds(9))
                .rows();
    }

    @Test
    void lookAtTheSheetsRowsFirstAndInTheirOrder() {
        FailureTable table = FailureTable.of(
                "any",
                row("404 twice", status(404).and(answer -> answer.text().equals("twice")))
                        .unauthorized("no such route"),
                row("404", status(404)).result(),
                row("200 in spite of it", status(200)).optedOut());

        assertThat(table.failure("e", answer(404, "twice"))).isInstanceOf(ProviderFailure.Unauthorized.class);
        assertThat(table.failure("e", answer(404, ""))).isNull();
        assertThat(table.failure("e", answer(200, ""))).isInstanceOf(ProviderFailure.OptedOut.class);
        assertThat(table.failure("e", answer(402, ""))).isInstanceOf(ProviderFailure.OutOfCredits.class);
        assertThat(table.rows()).hasSize(3);
    }

    @Test
    void areWalkedInVainWhereARowHasNoSampleOrIsShadowed() {
        FailureTable table = FailureTable.of(
                "any",
                row("404 of any kind", status(404)).notFound(),
                row("404 unknown_route", status(404)).result());

        assertThatThrownBy(() -> walk(FailureTableWalk.of(table)
                        .sample("404 of any kind", answer(404, ""), ProviderFailure.NotFound.class)
                        .result("404 unknown_route", answer(404, "{}"))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> walk(FailureTableWalk.of(table)
                        .sample("404 of any kind", answer(404, ""), ProviderFailure.NotFound.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("samples");
    }

    private static void walk(FailureTableWalk walk) throws Throwable {
        for (DynamicTest test : walk.rows().toList()) {
            test.getExecutable().execute();
        }
    }
}
