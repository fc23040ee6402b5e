package com.messageai.leadgen.discovery;

import com.messageai.leadgen.prospect.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param next the cursor after this page (at most 8 kB of text), null on the last
 * @param truncated what was found so far is known to be less than the platform has, and no query can reach the rest
 */
public record SourcePage(List<Profile> profiles, @Nullable String next, boolean truncated) {}
