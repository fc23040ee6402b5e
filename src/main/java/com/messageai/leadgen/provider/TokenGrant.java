package com.messageai.leadgen.provider;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** A way to a token. */
@FunctionalInterface
interface TokenGrant {

    /** Fails with a {@link ProviderFailure}. */
    Mono<Granted> fetch();

    record Granted(String token, Duration life) {}
}
