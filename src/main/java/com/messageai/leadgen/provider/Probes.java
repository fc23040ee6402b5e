package com.messageai.leadgen.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at providers of which nothing has been heard for a while; all who ask at a time share one look. */
@Component
class Probes {

    private static final Logger log = LoggerFactory.getLogger(Probes.class);

    static final Duration RARELY = Duration.ofMinutes(1);

    /** A provider that takes longer is shown as it was, and as it is to the next who asks. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Look> looks;
    private final Map<ProviderClient, Credits> credits = new ConcurrentHashMap<>();

    Probes(List<Probe> probes) {
        this.looks = probes.stream().map(Look::new).toList();
    }

    /** One probe, and the look that is shared. */
    private final class Look {

        private final Probe probe;
        private final Mono<Void> shared;

        Look(Probe probe) {
            this.probe = probe;
            this.shared = Mono.defer(probe::look)
                    .contextWrite(context -> context.put(Probe.class, true))
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .doOnNext(this::answered)
                    .doOnError(this::failed)
                    .onErrorComplete()
                    .then()
                    .cache(none -> RARELY, error -> RARELY, () -> RARELY);
        }

        private boolean isDue() {
            ProviderClient client = probe.client();
            return client.configured()
                    && (probe.tellsCredits() || client.state().isOlderThan(RARELY));
        }

        private void answered(Optional<Credits> left) {
            ProviderClient client = probe.client();
            if (left.isEmpty()) {
                credits.remove(client);
                client.state().isThere();
                return;
            }
            credits.put(client, left.get());
            if (left.get().remaining() > 0) {
                client.state().answered("");
            } else {
                client.state().failed(new ProviderFailure.OutOfCredits(client.name(), "probe"));
            }
        }

        private void failed(Throwable error) {
            ProviderClient client = probe.client();
            credits.remove(client);
            switch (error) {
                case ProviderFailure.Unavailable lost -> client.state().isNotThere();
                case ProviderFailure.UnknownOutcome lost -> client.state().isNotThere();
                case ProviderFailure failure -> client.state().failed(failure);
                default -> log.error("A look at {} failed", client.name(), error);
            }
        }
    }

    /** Completes when the state of these clients is as new as it gets. */
    Mono<Void> look(List<ProviderClient> clients) {
        return Flux.fromIterable(looks)
                .filter(look -> clients.contains(look.probe.client()) && look.isDue())
                .flatMap(look -> look.shared, clients.size())
                .then()
                .timeout(PATIENCE, Mono.empty());
    }

    /** What the last look told; null where it told nothing. */
    @Nullable Credits credits(List<ProviderClient> clients) {
        return clients.stream()
                .map(credits::get)
                .filter(known -> known != null)
                .findFirst()
                .orElse(null);
    }
}
