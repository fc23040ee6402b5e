package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Questions and answers of lead gen forms, read as they come. Nothing of it is trusted, everything may be missing. */
final class LinkedInFormAnswers {

    private static final String PERSON = "urn:li:person:";
    private static final int MOST = 200;

    private LinkedInFormAnswers() {}

    /** The questions of a form's content by their numbers. */
    static Map<String, FormQuestion> questions(JsonNode content) {
        Map<String, FormQuestion> questions = new LinkedHashMap<>();
        content.path("questions").valueStream().limit(MOST).forEach(question -> {
            String id = question.path("questionId").asString("");
            if (!id.isEmpty()) {
                questions.putIfAbsent(
                        id,
                        new FormQuestion(
                                FormField.named(question.path("predefinedField").asString("")),
                                text(question),
                                options(question)));
            }
        });
        return Map.copyOf(questions);
    }

    private static String text(JsonNode question) {
        String localized = localized(question.path("question"));
        return localized != null ? localized : question.path("name").asString("");
    }

    private static Map<String, String> options(JsonNode question) {
        Map<String, String> options = new LinkedHashMap<>();
        question.path("questionDetails")
                .path("multipleChoiceQuestionDetails")
                .path("options")
                .valueStream()
                .limit(MOST)
                .forEach(option -> {
                    String text = localized(option.path("text"));
                    if (text != null) {
                        options.putIfAbsent(option.path("id").asString(""), text);
                    }
                });
        return Map.copyOf(options);
    }

    /** The text in whatever language it is there. */
    private static @Nullable String localized(JsonNode text) {
        return text.path("localized")
                .valueStream()
                .map(Texts::line)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Null where it is nobody, or where a consent that the form demands was not given. */
    static @Nullable FormAnswer answer(JsonNode response, Map<String, FormQuestion> questions) {
        String id = Texts.line(response.path("id"));
        JsonNode given = response.path("formResponse");
        if (id == null || questions.isEmpty() || lacksConsent(response, given)) {
            return null;
        }
        FormPerson person = new FormPerson();
        given.path("answers").valueStream().limit(MOST).forEach(answer -> {
            FormQuestion question = questions.get(answer.path("questionId").asString(""));
            if (question != null) {
                person.add(question.field(), question.text(), told(answer.path("answerDetails"), question));
            }
        });
        Instant at = LinkedInPeople.time(response.path("submittedAt"));
        String submitter = Texts.line(response.path("submitter"));
        Profile profile = person.profile(Platform.LINKEDIN, submitter == null ? id : member(submitter), at);
        return profile == null ? null : new FormAnswer(id, at, profile);
    }

    private static String member(String submitter) {
        return submitter.startsWith(PERSON) ? submitter.substring(PERSON.length()) : submitter;
    }

    private static String told(JsonNode details, FormQuestion question) {
        JsonNode chosen = details.path("multipleChoiceAnswer").path("options");
        List<String> texts = chosen.valueStream()
                .limit(MOST)
                .map(option -> question.options().get(option.asString("")))
                .filter(Objects::nonNull)
                .toList();
        return texts.isEmpty()
                ? details.path("textQuestionAnswer").path("answer").asString("")
                : String.join(", ", texts);
    }

    private static boolean lacksConsent(JsonNode response, JsonNode given) {
        return response.path("form")
                .path("content")
                .path("legalInfo")
                .path("consents")
                .valueStream()
                .limit(MOST)
                .filter(consent -> consent.path("checkRequired").asBoolean(false))
                .anyMatch(consent -> given.path("consentResponses")
                        .valueStream()
                        .limit(MOST)
                        .noneMatch(one -> one.path("consentId")
                                        .asString("")
                                        .equals(consent.path("id").asString("-"))
                                && one.path("accepted").asBoolean(false)));
    }
}
