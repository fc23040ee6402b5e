package com.messageai.leadgen.discovery;

import com.messageai.leadgen.prospect.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered on a form, joined with its questions.
 *
 * @param id the platform's id of the answer
 * @param profile who it is, with the addresses and numbers that were given
 */
public record FormAnswer(String id, @Nullable Instant submittedAt, Profile profile) {}
