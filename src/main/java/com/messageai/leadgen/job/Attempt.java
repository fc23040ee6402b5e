package com.messageai.leadgen.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job that failed.
 *
 * @param error what went wrong, for people
 * @param errorClass the kind of failure; null for the oldest, which were kept without it
 */
public record Attempt(Instant at, String error, @Nullable String errorClass) {}
