package com.messageai.leadgen.lead;

import com.messageai.leadgen.web.Violations;
import org.jspecify.annotations.Nullable;

/** An activity as clients write it. @param type a {@code NOTE} where it is left out; a note says something */
record ActivityInput(@Nullable ActivityType type, @Nullable String text) {

    private static final int LONGEST_TEXT = 10_000;

    ActivityInput checked() {
        Violations violations = new Violations();
        ActivityType done = type == null ? ActivityType.NOTE : type;
        violations.require(done.byHand(), "type", "is written by the service itself");
        String said = violations.text("text", text, LONGEST_TEXT);
        violations.require(done != ActivityType.NOTE || !said.isBlank(), "text", "must be given for a note");
        violations.refuse();
        return new ActivityInput(done, said);
    }
}
