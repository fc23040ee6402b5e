package com.messageai.leadgen.lead;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to work on a lead. @param assigneeId null takes it from whoever has it */
record AssignInput(@Nullable UUID assigneeId) {}
