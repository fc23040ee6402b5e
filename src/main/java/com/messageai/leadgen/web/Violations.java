package com.messageai.leadgen.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Gathers what is wrong with an input, so that one answer (422) names all of it. The methods that read a value give it
 * back in its kept form, or a harmless stand-in where it is wrong: nothing may be kept before {@link #refuse()}.
 */
public final class Violations {

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(10);
    private static final int DEEPEST = 16;
    private static final int LARGEST_EXPONENT = 100;

    private final List<Problem.FieldError> errors = new ArrayList<>();

    /** @param field a path: {@code weights.activity} @param message goes on from the field's name: {@code must be …} */
    public Violations add(String field, String message) {
        errors.add(new Problem.FieldError(field, message));
        return this;
    }

    public Violations require(boolean holds, String field, String message) {
        return holds ? this : add(field, message);
    }

    /** A text of one line that must be there, without the blanks around it. */
    public String name(String field, @Nullable String value, int longest) {
        String text = value == null ? "" : value.strip();
        if (value == null) {
            add(field, "must be given");
        } else if (text.isEmpty() || text.length() > longest) {
            add(field, "must have 1 to " + longest + " characters");
        }
        return text;
    }

    /** As {@link #name}, where it may be left out; a blank text counts as left out. */
    public @Nullable String optional(String field, @Nullable String value, int longest) {
        return value == null || value.isBlank() ? null : name(field, value, longest);
    }

    /** A text that may be empty and is empty where it is left out. */
    public String text(String field, @Nullable String value, int longest) {
        String text = value == null ? "" : value;
        require(text.length() <= longest, field, "must have at most " + longest + " characters");
        return text;
    }

    /** A list of names; an empty one where it is left out. */
    public List<String> names(String field, @Nullable List<String> values, int most, int longest) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > most) {
            add(field, "must have at most " + most + " entries");
            return List.of();
        }
        List<String> names = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            names.add(name(field + "[" + i + "]", values.get(i), longest));
        }
        return List.copyOf(names);
    }

    /** A number in [0, 1] with at most four decimals, in basis points. */
    public int fraction(String field, @Nullable BigDecimal value) {
        if (value == null) {
            add(field, "must be given");
            return 0;
        }
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            add(field, "must be from 0 to 1");
            return 0;
        }
        if (value.stripTrailingZeros().scale() > 4) {
            add(field, "must have at most four decimals");
            return 0;
        }
        return value.movePointRight(4).intValueExact();
    }

    /** An amount of money: not negative, below ten thousand million, at most four decimals. */
    public BigDecimal amount(String field, @Nullable BigDecimal value) {
        if (value == null) {
            add(field, "must be given");
            return BigDecimal.ZERO;
        }
        if (value.signum() < 0 || value.compareTo(TOO_MUCH) >= 0) {
            add(field, "must be at least 0 and below 10000000000");
            return BigDecimal.ZERO;
        }
        if (value.stripTrailingZeros().scale() > 4) {
            add(field, "must have at most four decimals");
            return BigDecimal.ZERO;
        }
        return canonical(value);
    }

    /** The same number whatever zeros it was written with: two to four decimals, so that equal ones are equal. */
    public static BigDecimal canonical(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }

    /** A currency's code of ISO 4217, in capitals. */
    public String currency(String field, @Nullable String value) {
        if (value == null) {
            add(field, "must be given");
            return "";
        }
        require(CURRENCIES.contains(value), field, "must be a currency code of ISO 4217");
        return value;
    }

    /** A JSON object that is kept as it is: bounded, and nothing in it that PostgreSQL cannot keep. */
    public void object(String field, JsonNode value, int longest) {
        if (!value.isObject()) {
            add(field, "must be an object");
        } else if (!keepable(value, DEEPEST)) {
            add(field, "must be nested at most " + DEEPEST + " deep, without NUL characters and huge numbers");
        } else {
            require(
                    value.toString().length() <= longest,
                    field,
                    "must have at most " + longest + " characters as JSON");
        }
    }

    private static boolean keepable(JsonNode value, int deep) {
        if (deep == 0) {
            return false;
        }
        if (value.isNumber()) {
            return !value.isFloatingPointNumber()
                    || Math.abs(value.decimalValue().scale()) <= LARGEST_EXPONENT;
        }
        if (value.isString()) {
            return value.stringValue().indexOf('\0') < 0;
        }
        return value.propertyNames().stream().allMatch(name -> name.indexOf('\0') < 0)
                && value.values().stream().allMatch(child -> keepable(child, deep - 1));
    }

    /** Throws one {@link Problem} (422) that names all that is wrong; does nothing when all is well. */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }
}
