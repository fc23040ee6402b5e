package com.messageai.leadgen.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that change a resource: what of them is read-only, what is unknown, whether the rest keeps the rules. */
@Component
class Bodies {

    private final StrictJson strict;
    private final JsonMapper json;
    private final Validator validator;

    Bodies(StrictJson strict, JsonMapper json, Validator validator) {
        this.strict = strict;
        this.json = json;
        this.validator = validator;
        EnglishMessages.load(validator);
    }

    <T extends Record> T replacing(JsonNode body, Class<? extends Record> resource, Class<T> input) {
        if (!(body instanceof ObjectNode object)) {
            throw Problems.malformed("The body must be an object.");
        }
        Set<String> readOnly = names(resource);
        readOnly.removeAll(names(input));
        ObjectNode kept = object.deepCopy();
        kept.remove(readOnly);
        return valid(strict.read(kept, input));
    }

    <T extends Record> T patched(Record current, ObjectNode patch, Class<T> input) {
        Set<String> known = names(current.getClass());
        Set<String> writable = names(input);
        known.addAll(writable);
        for (String name : patch.propertyNames()) {
            if (!known.contains(name)) {
                throw Problems.malformed(
                        "The property '" + name + "' is not known.", new Problem.FieldError(name, "is not known"));
            }
        }
        ObjectNode before = (ObjectNode) json.<JsonNode>valueToTree(current);
        ObjectNode after = (ObjectNode) MergePatch.merge(before, patch);
        return valid(strict.read(after.retain(writable), input));
    }

    MergePatch patch(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return new MergePatch(object, this);
        }
        throw Problems.malformed("A merge patch must be an object.");
    }

    private <T> T valid(T input) {
        Set<ConstraintViolation<T>> violations = validator.validate(input);
        if (!violations.isEmpty()) {
            throw Problems.invalid(fields(violations));
        }
        return input;
    }

    static List<Problem.FieldError> fields(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new Problem.FieldError(
                        // "jobTitles[2].<list element>" is jobTitles[2] to those who sent it.
                        violation.getPropertyPath().toString().replaceAll("\\.<[a-z ]+>", ""), violation.getMessage()))
                .sorted(Comparator.comparing(Problem.FieldError::field))
                .toList();
    }

    private static Set<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
