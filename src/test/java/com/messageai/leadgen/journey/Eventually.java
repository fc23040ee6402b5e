package com.messageai.leadgen.journey;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Looks again until there is something to see: for what another part of the service does in its own time. */
final class Eventually {

    private Eventually() {}

    static <T> T get(Supplier<T> look) {
        return Objects.requireNonNull(Flux.interval(Duration.ZERO, Duration.ofMillis(100))
                .onBackpressureDrop()
                .concatMap(tick -> Mono.fromSupplier(look).subscribeOn(Schedulers.boundedElastic()), 1)
                .filter(seen -> !(seen instanceof JsonNode node) || !node.isMissingNode())
                .next()
                .block(Visitor.PATIENCE));
    }
}
