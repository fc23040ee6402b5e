package com.messageai.leadgen.web;

import jakarta.validation.Configuration;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.stereotype.Component;

/**
 * What is wrong with a value is said in English, as all of the API: texts do not depend on where the service runs, and
 * they are read from their file once, at the start, and not on an event loop.
 */
@Component
class EnglishMessages implements ValidationConfigurationCustomizer {

    @Override
    public void customize(Configuration<?> configuration) {
        configuration.messageInterpolator(new English(configuration.getDefaultMessageInterpolator()));
    }

    /** Reads the texts, and the expression language that some of them use. */
    static void load(Validator validator) {
        validator.validate(new Broken(null, BigDecimal.ZERO));
    }

    private record Broken(
            @NotNull @Nullable String text, @DecimalMin("1") BigDecimal number) {}

    private record English(MessageInterpolator texts) implements MessageInterpolator {

        @Override
        public String interpolate(String template, Context context) {
            return texts.interpolate(template, context, Locale.ENGLISH);
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return interpolate(template, context);
        }
    }
}
