package com.messageai.leadgen.feed;

import org.jspecify.annotations.Nullable;

/** What of a prospect is shown in the feed; the journal itself has no personal data. */
record Face(
        String name,
        @Nullable String headline,
        @Nullable String title,
        @Nullable String company) {}
