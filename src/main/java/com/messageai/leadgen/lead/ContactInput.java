package com.messageai.leadgen.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.prospect.ContactInfo.Phone;
import com.messageai.leadgen.web.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a person can be reached, as clients write it; an address or number may stand for its object. */
record ContactInput(
        @Nullable List<EmailInput> emails, @Nullable List<PhoneInput> phones) {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@.\\p{Cntrl}]+(\\.[^\\s@.\\p{Cntrl}]+)+");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]{3,30}");
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final String BY_HAND = "manual";
    private static final int MOST = 20;

    record EmailInput(
            @Nullable String value,
            @Nullable EmailStatus status,
            @Nullable String provider,
            @Nullable Double confidence) {

        @JsonCreator
        EmailInput {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static EmailInput of(String value) {
            return new EmailInput(value, null, null, null);
        }
    }

    record PhoneInput(
            @Nullable String value,
            @Nullable Boolean valid,
            @Nullable String provider,
            @Nullable Double confidence) {

        @JsonCreator
        PhoneInput {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static PhoneInput of(String value) {
            return new PhoneInput(value, null, null, null);
        }
    }

    ContactInfo checked(Violations violations) {
        return new ContactInfo(checkedEmails(violations), checkedPhones(violations));
    }

    private List<Email> checkedEmails(Violations violations) {
        List<EmailInput> given = bounded("contactInfo.emails", emails, violations);
        List<Email> checked = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            EmailInput email = given.get(i);
            String field = "contactInfo.emails[" + i + "]";
            String value = violations.name(field + ".value", email.value(), 254);
            violations.require(
                    value.isEmpty() || ADDRESS.matcher(value).matches(), field + ".value", "must be an e-mail address");
            checked.add(new Email(
                    value,
                    email.status() == null ? EmailStatus.UNKNOWN : email.status(),
                    provider(field, email.provider(), violations),
                    confidence(field, email.confidence(), violations)));
        }
        return List.copyOf(checked);
    }

    private List<Phone> checkedPhones(Violations violations) {
        List<PhoneInput> given = bounded("contactInfo.phones", phones, violations);
        List<Phone> checked = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            PhoneInput phone = given.get(i);
            String field = "contactInfo.phones[" + i + "]";
            String value = violations.name(field + ".value", phone.value(), 40);
            violations.require(
                    value.isEmpty() || NUMBER.matcher(value).matches(), field + ".value", "must be a phone number");
            String plain = value.replaceAll("[ ()./-]", "");
            checked.add(new Phone(
                    E164.matcher(plain).matches() ? plain : value,
                    phone.valid() == null ? E164.matcher(plain).matches() : phone.valid(),
                    provider(field, phone.provider(), violations),
                    confidence(field, phone.confidence(), violations)));
        }
        return List.copyOf(checked);
    }

    private static <T> List<T> bounded(String field, @Nullable List<T> given, Violations violations) {
        List<T> list = given == null ? List.of() : given;
        violations.require(list.size() <= MOST, field, "must have at most " + MOST + " entries");
        return list.size() <= MOST ? list : List.of();
    }

    private static String provider(String field, @Nullable String provider, Violations violations) {
        String name = violations.optional(field + ".provider", provider, 50);
        return name == null ? BY_HAND : name;
    }

    private static @Nullable Double confidence(String field, @Nullable Double value, Violations violations) {
        violations.require(value == null || (value >= 0 && value <= 1), field + ".confidence", "must be from 0 to 1");
        return value;
    }
}
