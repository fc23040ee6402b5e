package com.messageai.leadgen.web;

import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with a JSON body, in words that name no class. */
final class JsonProblems {

    private JsonProblems() {}

    static Problem of(JacksonException error) {
        return switch (error) {
            case StreamConstraintsException ignored ->
                Problems.malformed("The JSON is nested too deeply, or a name, number or text in it is too long.");
            case InputCoercionException range -> field(range, "is out of range");
            case StreamReadException ignored -> Problems.malformed("The body is not JSON, or names a property twice.");
            case UnrecognizedPropertyException unknown -> field(unknown, "is not known");
            case InvalidNullException missing -> field(missing, "must not be null");
            case ValueInstantiationException value -> field(value, "is not valid");
            case MismatchedInputException mismatch -> field(mismatch, wanted(mismatch.getTargetType()));
            default -> field(error, "is not valid");
        };
    }

    private static Problem field(JacksonException error, String message) {
        String path = path(error);
        return path.isEmpty()
                ? Problems.malformed("The body " + message + ".")
                : Problems.malformed(
                        "The property '" + path + "' " + message + ".", new Problem.FieldError(path, message));
    }

    /** The place as {@code demographics.jobTitles[2]}. */
    private static String path(JacksonException error) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : error.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "is not valid";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "must be a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        if (type == UUID.class) {
            return "must be a UUID";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "must be a time in ISO 8601";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "must be a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == BigDecimal.class) {
            return "must be a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        return "must be an object";
    }
}
