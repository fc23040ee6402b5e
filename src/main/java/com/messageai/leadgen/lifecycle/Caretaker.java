package com.messageai.leadgen.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does the chores that are due, one after the other; of several instances, whichever comes first does one. */
@Component
class Caretaker extends BackgroundStream {

    private static final Logger log = LoggerFactory.getLogger(Caretaker.class);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofMinutes(4);
    /** Longer than a chore may take: nobody begins one that is still being done. */
    private static final Duration HOLD = Duration.ofMinutes(5);

    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final Chores chores;
    private final ObjectProvider<Chore> provided;

    Caretaker(Chores chores, ObjectProvider<Chore> provided) {
        super("caretaker", HOLD.plus(LOOK));
        this.chores = chores;
        this.provided = provided;
    }

    @Override
    protected Flux<?> flow() {
        return round().then(Mono.delay(LOOK)).repeat();
    }

    /** All that is due now. */
    Mono<Void> round() {
        return Mono.defer(() -> {
            Map<String, Chore> named = provided.stream().collect(Collectors.toMap(Chore::name, Function.identity()));
            return chores.due(named.keySet())
                    .collectList()
                    .flatMapIterable(due -> due)
                    .concatMap(name -> claimed(Objects.requireNonNull(named.get(name))), 1)
                    .then();
        });
    }

    private Mono<Void> claimed(Chore chore) {
        return chores.claim(chore.name(), HOLD).flatMap(name -> done(chore)).doOnSuccess(done -> progressed());
    }

    private Mono<Void> done(Chore chore) {
        return Mono.defer(chore::run)
                .timeout(LIMIT)
                .defaultIfEmpty(0L)
                .doOnNext(count -> {
                    if (count > 0) {
                        log.info("{}: {}", chore.name(), count);
                    }
                })
                .flatMap(count -> chores.done(chore.name(), chore.every(), count.toString()))
                .onErrorResume(failure -> {
                    log.warn("{} could not be done, again in a minute: {}", chore.name(), failure.toString());
                    return chores.done(chore.name(), AFTER_A_FAILURE, failure.toString());
                });
    }
}
