package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Meta's usage headers say.
 *
 * @param percent of the allowance that is used, the highest of all that are told
 * @param regained how long until access is regained, zero where nothing is said
 */
record FacebookUsage(double percent, Duration regained) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 8_192;
    private static final int SLOW = 75;
    private static final int STOP = 95;

    static FacebookUsage of(ProviderAnswer answer) {
        double percent = 0;
        long minutes = 0;
        long seconds = 0;
        for (JsonNode useCases : header(answer, "X-Business-Use-Case-Usage")) {
            for (JsonNode useCase : useCases) {
                percent = Math.max(percent, highest(useCase));
                minutes = Math.max(
                        minutes, useCase.path("estimated_time_to_regain_access").asLong(0));
            }
        }
        percent = Math.max(percent, highest(header(answer, "X-App-Usage")));
        JsonNode account = header(answer, "X-Ad-Account-Usage");
        double used = account.path("acc_id_util_pct").asDouble(0);
        if (used > STOP) {
            seconds = account.path("reset_time_duration").asLong(0);
        }
        return new FacebookUsage(
                Math.max(percent, used),
                Duration.ofSeconds(Math.max(Math.clamp(minutes, 0, 10_000) * 60, Math.clamp(seconds, 0, 600_000))));
    }

    /** How long to leave the endpoint alone: not at all, a little from 75 % on, and above 95 % until access is regained. */
    Duration silence() {
        if (percent > STOP || !regained.isZero()) {
            return ProviderAnswer.bounded(regained.isZero() ? Duration.ofMinutes(1) : regained);
        }
        return percent > SLOW ? Duration.ofMillis(Math.round((percent - SLOW) * 250)) : Duration.ZERO;
    }

    private static double highest(JsonNode usage) {
        return Math.max(
                usage.path("call_count").asDouble(0),
                Math.max(
                        usage.path("total_time").asDouble(0),
                        usage.path("total_cputime").asDouble(0)));
    }

    private static JsonNode header(ProviderAnswer answer, String name) {
        @Nullable String value = answer.header(name);
        try {
            return value == null || value.length() > LONGEST ? JSON.missingNode() : JSON.readTree(value);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }
}
