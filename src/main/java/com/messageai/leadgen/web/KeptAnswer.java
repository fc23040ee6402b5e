package com.messageai.leadgen.web;

import org.jspecify.annotations.Nullable;

/** The first answer to a request with an idempotency key; the body is empty where there was none. */
@SuppressWarnings("ArrayRecordComponent")
record KeptAnswer(
        int status, @Nullable String location, @Nullable String etag, byte[] body) {}
