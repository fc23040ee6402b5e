package com.messageai.leadgen.lifecycle;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Figures of all background streams, which know nothing of meters themselves. */
@Component
class StreamsMetrics implements MeterBinder {

    private final ObjectProvider<BackgroundStream> streams;

    StreamsMetrics(ObjectProvider<BackgroundStream> streams) {
        this.streams = streams;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        streams.stream().forEach(stream -> {
            FunctionCounter.builder("leadgen.streams.restarts", stream, BackgroundStream::restarts)
                    .description("How often the stream failed or ended, and began again")
                    .tag("stream", stream.name())
                    .register(registry);
            Gauge.builder(
                            "leadgen.streams.idle",
                            stream,
                            idling -> idling.idle().toMillis() / 1000.0)
                    .description("Since the stream's last progress")
                    .baseUnit("seconds")
                    .tag("stream", stream.name())
                    .register(registry);
        });
    }
}
