package com.messageai.leadgen.enrichment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step of the waterfall brought: an answer, or a reason why there is none.
 *
 * @param skipped kebab-case ({@code out-of-credits}), null when there is an answer
 * @param filled fields of the profile that hold this step's values: {@code company.size}
 */
record Learned(
        Question question, @Nullable Kept kept, @Nullable String skipped, List<String> filled) {

    static Learned skipped(Question question, String reason) {
        return new Learned(question, null, reason, List.of());
    }

    @Nullable Finding finding() {
        return kept == null ? null : kept.finding();
    }
}
