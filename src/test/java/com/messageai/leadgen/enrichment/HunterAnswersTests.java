package com.messageai.leadgen.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HunterAnswersTests {

    private static final LocalDate TRUSTED_SINCE = LocalDate.parse("2025-12-11");

    @Test
    void readsAnAddressThatWasFound() {
        Finding found = finding(HunterAnswers.found(json(Answers.found("2026-01-02", "valid")), TRUSTED_SINCE));

        assertThat(found.email()).isEqualTo(new Email("ilse@tarnwell.example", EmailStatus.VALID, "hunter", 0.94));
        assertThat(found.title()).isEqualTo("CTO");
        assertThat(found.company().domain()).isEqualTo("tarnwell.example");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02, valid, VALID",
        "2025-12-11, valid, VALID",
        "2025-12-10, valid, UNKNOWN",
        "2026-01-02, accept_all, ACCEPT_ALL",
        "2026-01-02, invalid, UNKNOWN",
        "2026-01-02T10:00:00Z, valid, VALID",
        "soon, valid, UNKNOWN",
        ", valid, UNKNOWN",
        ", , UNKNOWN",
    })
    void trustsItsOwnVerificationOnlyWhereThatIsValidAndRecent(String date, String status, EmailStatus expected) {
        assertThat(finding(HunterAnswers.found(json(Answers.found(date, status)), TRUSTED_SINCE))
                        .email()
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void takesAnAnswerWithoutAddressForNothingFound() {
        assertThat(HunterAnswers.found(json(Answers.NOBODY), TRUSTED_SINCE)).isEqualTo(Answer.NOTHING);
        assertThat(HunterAnswers.found(json("{\"data\":{\"email\":\"not an address\"}}"), TRUSTED_SINCE))
                .isEqualTo(Answer.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "valid, VALID",
        "invalid, INVALID",
        "accept_all, ACCEPT_ALL",
        "webmail, UNKNOWN",
        "disposable, INVALID",
        "unknown, UNKNOWN",
        "something_new, UNKNOWN",
    })
    void readsEveryVerdict(String status, EmailStatus expected) {
        assertThat(finding(HunterAnswers.verified(answer(200, Answers.verified(status))))
                        .email()
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void believesThatAMailboxIsThereWhereItWasReached() {
        String body = Answers.verified("webmail").replace("risky", "deliverable");

        assertThat(finding(HunterAnswers.verified(answer(200, body))).email().status())
                .isEqualTo(EmailStatus.VALID);
    }

    @Test
    void knowsNothingWhereTheOtherSidesMailServerMisbehaves() {
        assertThat(HunterAnswers.verified(answer(222, ""))).isEqualTo(Answer.NOT_NOW);
    }

    @Test
    void refusesAnswersOfAnotherShape() {
        assertThatThrownBy(() -> HunterAnswers.found(json("{}"), TRUSTED_SINCE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HunterAnswers.verified(answer(200, "{\"data\":{}}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWhatAnAccountCanStillBuy() {
        assertThat(HunterAnswers.credits(json(Answers.account(1999, 2000))))
                .isEqualTo(new Credits(1, Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(HunterAnswers.credits(json(Answers.account(2001, 2000))).remaining())
                .isZero();
        assertThat(HunterAnswers.credits(
                        json("{\"data\":{\"requests\":{\"searches\":{\"used\":1.5,\"available\":2}}}}")))
                .isEqualTo(new Credits(1, null));
        assertThatThrownBy(() -> HunterAnswers.credits(json("{\"data\":{}}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Finding finding(Answer answer) {
        return ((Answer.Found) answer).finding();
    }

    private static ProviderAnswer answer(int status, String body) {
        return new ProviderAnswer(status, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String body) {
        return JsonMapper.builder().build().readTree(body);
    }
}
