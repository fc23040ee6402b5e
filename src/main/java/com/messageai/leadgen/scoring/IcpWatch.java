package com.messageai.leadgen.scoring;

import com.messageai.leadgen.icp.IcpChanged;
import com.messageai.leadgen.lifecycle.BackgroundStream;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps ICPs' vectors up to date: at once when one changes on this instance, else twice a minute, which finds what another
 * instance could not finish.
 */
@Component
class IcpWatch extends BackgroundStream {

    private static final Duration LOOK = Duration.ofSeconds(30);

    /** Changes that come together are worked on together. */
    private static final Duration TOGETHER = Duration.ofMillis(100);

    private final IcpIndexing indexing;
    private final Sinks.Many<Long> changes = Sinks.many().multicast().directBestEffort();

    IcpWatch(IcpIndexing indexing) {
        super("icp-vectors", Duration.ofMinutes(5));
        this.indexing = indexing;
    }

    /** One that can't be noted, as another is at the same moment, is seen with that. */
    @EventListener
    void on(IcpChanged changed) {
        changes.tryEmitNext(0L);
    }

    @Override
    protected Flux<?> flow() {
        return Flux.merge(Flux.interval(Duration.ZERO, LOOK).onBackpressureDrop(), changes.asFlux())
                .onBackpressureLatest()
                .concatMap(look -> Mono.delay(TOGETHER).then(indexing.pass()).doOnNext(done -> progressed()), 1);
    }
}
