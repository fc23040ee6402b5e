package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Hunter's finder and verifier say. */
final class HunterAnswers {

    private static final String NAME = "hunter";

    private HunterAnswers() {}

    /** @param trustedSince the oldest verification that still counts */
    static Answer found(JsonNode body, LocalDate trustedSince) {
        JsonNode data = data(body);
        String address = Read.text(data.path("email"));
        if (address == null || !Emails.wellFormed(address)) {
            return Answer.NOTHING;
        }
        Double confidence = Read.percent(data.path("score"));
        String phone = Read.text(data.path("phone_number"));
        return new Answer.Found(new Finding(
                company(data),
                Read.text(data.path("position")),
                null,
                null,
                new Email(Emails.canonical(address), foundStatus(data, trustedSince), NAME, confidence),
                phone == null ? List.of() : List.of(phone),
                confidence));
    }

    static Answer verified(ProviderAnswer answer) {
        // The other side's mail server misbehaved: not charged, to be tried another day.
        if (answer.status() == 222) {
            return Answer.NOT_NOW;
        }
        JsonNode data = data(answer.json());
        String address = Read.text(data.path("email"));
        if (address == null) {
            throw new IllegalArgumentException("a verification of nothing");
        }
        return new Answer.Found(Finding.ofEmail(
                new Email(Emails.canonical(address), verdict(data), NAME, Read.percent(data.path("score")))));
    }

    /** What an account can still buy: by credits, or by searches and verifications on older plans. */
    static Credits credits(JsonNode body) {
        JsonNode data = data(body);
        LocalDate resets = date(data.path("reset_date"));
        return Stream.of("credits", "searches", "verifications")
                .map(data.path("requests")::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .map(pool -> new Credits(
                        // The last half of a credit buys something still.
                        (long) Math.ceil(pool.path("available").asDouble(0)
                                - pool.path("used").asDouble(0)),
                        resets == null
                                ? null
                                : resets.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .orElseThrow(() -> new IllegalArgumentException("an account without credits or searches"));
    }

    private static JsonNode data(JsonNode body) {
        if (!body.path("data").isObject()) {
            throw new IllegalArgumentException("no data");
        }
        return body.path("data");
    }

    private static @Nullable Company company(JsonNode data) {
        String name = Read.text(data.path("company"));
        String domain = ClearbitAnswers.domain(Read.text(data.path("domain")));
        return name == null && domain == null
                ? null
                : new Company(name, domain, null, null, null, null, List.of(), null);
    }

    /** Its own verification where that is recent; an address of an accept-all host never gets better by another. */
    private static EmailStatus foundStatus(JsonNode data, LocalDate trustedSince) {
        JsonNode verification = data.path("verification");
        String status = Read.text(verification.path("status"));
        if ("accept_all".equals(status) || Read.yes(data.path("accept_all"))) {
            return EmailStatus.ACCEPT_ALL;
        }
        LocalDate date = date(verification.path("date"));
        return "valid".equals(status) && date != null && !date.isBefore(trustedSince)
                ? EmailStatus.VALID
                : EmailStatus.UNKNOWN;
    }

    private static EmailStatus verdict(JsonNode data) {
        String status = String.valueOf(Read.text(data.path("status")));
        return switch (status) {
            case "valid" -> EmailStatus.VALID;
            // Of no use a day later.
            case "invalid", "disposable" -> EmailStatus.INVALID;
            case "accept_all" -> EmailStatus.ACCEPT_ALL;
            // A mailbox at one of the large providers: they tell little, unless it says so beside.
            case "webmail" ->
                "deliverable".equals(Read.text(data.path("result"))) ? EmailStatus.VALID : EmailStatus.UNKNOWN;
            default -> EmailStatus.UNKNOWN;
        };
    }

    private static @Nullable LocalDate date(JsonNode node) {
        String text = Read.text(node);
        try {
            return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
