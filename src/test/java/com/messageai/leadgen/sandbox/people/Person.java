package com.messageai.leadgen.sandbox.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as the sandbox knows it; each provider shows a part of it, and hides what the person hides.
 *
 * @param index place in the order of all searches
 * @param id LinkedIn's member id
 * @param title as the person spells it
 * @param titleRole whose standardised title the networks take it for: sometimes that of the person's boss, or of the
 *     person's past
 * @param skills empty where the person lists none
 * @param summary null where there is none
 * @param secondTitle another position held at the same time, null for none
 * @param hoursAgo hours between the last change and the reference time of the sandbox
 * @param traits bits of {@link Trait}
 */
public record Person(
        int index,
        String id,
        String firstName,
        String lastName,
        Company company,
        Role role,
        String title,
        Role titleRole,
        Place place,
        List<Topic> topics,
        List<String> skills,
        @Nullable String summary,
        String headline,
        @Nullable String secondTitle,
        int startedYear,
        int startedMonth,
        int hoursAgo,
        String email,
        EmailStatus emailStatus,
        int traits) {

    public boolean has(Trait trait) {
        return (traits & trait.bit()) != 0;
    }

    public String fullName() {
        return firstName + " " + lastName;
    }

    public String personUrn() {
        return "urn:li:person:" + id;
    }

    public String facebookId() {
        return String.valueOf(7_700_000 + index);
    }

    public String vanityName() {
        return ascii(firstName) + "-" + ascii(lastName) + "-" + Integer.toString(index + 46_656, 36);
    }

    public String profileUrl() {
        return "https://www.linkedin.com/in/" + vanityName();
    }

    public List<String> interests() {
        return topics.stream().map(Topic::interest).toList();
    }

    private static String ascii(String name) {
        String folded = Folding.fold(name).replaceAll("[^a-z0-9]", "");
        return folded.isEmpty() ? "member" : folded;
    }
}
