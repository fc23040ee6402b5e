package com.messageai.leadgen.enrichment;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.messageai.leadgen.prospect.ContactInfo.Phone;
import com.messageai.leadgen.prospect.Profile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Phone numbers in E.164. Blocking: the library reads its rules for a region from files when it first meets one. */
final class Phones {

    private static final int LONGEST = 60;

    private Phones() {}

    /**
     * What is a number becomes one, best first and each once; what none can be made of is dropped.
     *
     * @param profile whose place says how a number without country code is to be read
     */
    static List<Phone> checked(List<Phone> phones, Profile profile) {
        String region = Regions.of(profile.location());
        String fallback = region == null ? Regions.of(profile.company().location()) : region;
        return phones.stream()
                .map(phone -> checked(phone, fallback))
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Phone::value, phone -> phone, (first, again) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .sorted(Comparator.comparing(Phone::valid).reversed())
                .toList();
    }

    private static @Nullable Phone checked(Phone phone, @Nullable String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            String text = phone.value().length() > LONGEST ? "" : phone.value();
            PhoneNumber number = numbers.parse(text, region);
            return new Phone(
                    numbers.format(number, PhoneNumberFormat.E164),
                    numbers.isValidNumber(number),
                    phone.provider(),
                    phone.confidence());
        } catch (NumberParseException notANumber) {
            return null;
        }
    }
}
