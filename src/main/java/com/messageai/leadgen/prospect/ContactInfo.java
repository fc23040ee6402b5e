package com.messageai.leadgen.prospect;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a person can be reached, best first. Personal data: never in logs, journal, Kafka, Redis or metrics. */
public record ContactInfo(List<Email> emails, List<Phone> phones) {

    public static final ContactInfo NONE = new ContactInfo(List.of(), List.of());

    /** What a source itself told: addresses that nobody has verified yet. */
    public static ContactInfo of(Profile profile) {
        String source = profile.platform().name().toLowerCase(Locale.ROOT);
        return new ContactInfo(
                profile.emails().stream()
                        .map(email -> new Email(email, EmailStatus.UNKNOWN, source, null))
                        .toList(),
                profile.phones().stream()
                        .map(phone -> new Phone(phone, true, source, null))
                        .toList());
    }

    /** What is known of an address's deliverability. */
    public enum EmailStatus {
        VALID,
        ACCEPT_ALL,
        INVALID,
        UNKNOWN
    }

    /** @param provider who gave it ({@code hunter}, {@code csv}) @param confidence 0 to 1, null when not stated */
    public record Email(
            String value,
            EmailStatus status,
            String provider,
            @Nullable Double confidence) {}

    /** @param value E.164 @param valid whether the number can exist */
    public record Phone(
            String value,
            boolean valid,
            String provider,
            @Nullable Double confidence) {}
}
