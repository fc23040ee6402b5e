package com.messageai.leadgen.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of answers.
 *
 * @param next the cursor after this page (at most 8 kB of text), null on the last
 * @param truncated the platform's pages come again and again: there may be answers that can't be reached
 */
public record AnswerPage(List<FormAnswer> answers, @Nullable String next, boolean truncated) {}
