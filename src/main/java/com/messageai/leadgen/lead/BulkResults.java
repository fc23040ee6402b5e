package com.messageai.leadgen.lead;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each lead, in the order of the request. */
record BulkResults(List<Result> results) {

    /** @param status as if the lead had been changed alone @param code of the refusal, null where it was changed */
    record Result(UUID id, int status, @Nullable String code) {}
}
