package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.PersonId;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a provider: equal questions have one answer, which is bought once.
 *
 * @param parameters of the request, in canonical form; personal data
 * @param person whom the answer is about, null when it is about a company
 */
record Question(
        Endpoint endpoint,
        Map<String, String> parameters,
        @Nullable PersonId person) {

    Question {
        parameters = new TreeMap<>(parameters);
    }

    String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    // The parameters are personal data and stay out of logs.
    @Override
    public String toString() {
        return endpoint + " " + parameters.keySet();
    }
}
