package com.messageai.leadgen.lead;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to work on a lead. @param assigneeId null takes it from whoever has it; it has to be said, though */
record AssignInput(@JsonProperty(required = true) @Nullable UUID assigneeId) {}
