package com.messageai.leadgen.lifecycle;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Health of the background streams, each by its name: up while it makes progress. */
@Configuration(proxyBeanMethods = false)
class StreamsHealth {

    @Bean
    static CompositeReactiveHealthContributor streamsHealthContributor(ObjectProvider<BackgroundStream> streams) {
        return CompositeReactiveHealthContributor.fromMap(
                streams.stream().collect(Collectors.toMap(BackgroundStream::name, Function.identity())),
                StreamsHealth::of);
    }

    static ReactiveHealthIndicator of(BackgroundStream stream) {
        return () -> Mono.fromSupplier(() -> (stream.isStuck() ? Health.status(Degraded.STATUS) : Health.up())
                .withDetail("running", stream.isRunning())
                .withDetail("idleSeconds", stream.idle().toSeconds())
                .withDetail("restarts", stream.restarts())
                .build());
    }
}
