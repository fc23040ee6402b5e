package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A lead as Meta shows it, joined with its form. Nothing of it is trusted, everything may be missing. */
final class FacebookLeads {

    private static final int MOST = 200;
    /** What the platform's own test tool fills in. */
    private static final String TEST = "<test lead:";

    private FacebookLeads() {}

    /** Null where it is nobody, or a test. @param questions of its form by their keys in lower case */
    static @Nullable FormAnswer answer(JsonNode lead, Map<String, FormQuestion> questions) {
        String id = Texts.line(lead.path("id"));
        if (id == null) {
            return null;
        }
        FormPerson person = new FormPerson();
        boolean test = false;
        for (JsonNode field : lead.path("field_data").valueStream().limit(MOST).toList()) {
            String name = field.path("name").asString("");
            FormQuestion question = questions.get(name.toLowerCase(Locale.ROOT));
            String told = told(field.path("values"), question);
            test |= told.regionMatches(true, 0, TEST, 0, TEST.length());
            person.add(
                    question == null ? FormField.named(name) : question.field(),
                    question == null ? name.replace('_', ' ') : question.text(),
                    told);
        }
        Instant at = FacebookMembers.time(lead.path("created_time").asString(""));
        Profile profile = test ? null : person.profile(Platform.FACEBOOK, id, at);
        return profile == null ? null : new FormAnswer(id, at, profile);
    }

    /** The texts of what was chosen, where keys of options come; a single value may come without its list. */
    private static String told(JsonNode values, @Nullable FormQuestion question) {
        List<JsonNode> all = values.isArray() ? values.valueStream().limit(MOST).toList() : List.of(values);
        return all.stream()
                .map(value -> value.asString(""))
                .map(value -> question == null
                        ? value
                        : Objects.requireNonNullElse(question.options().get(value), value))
                .filter(value -> !value.isBlank())
                .collect(Collectors.joining(", "));
    }
}
