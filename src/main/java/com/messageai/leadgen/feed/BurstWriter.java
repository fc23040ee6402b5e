package com.messageai.leadgen.feed;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes bursts as they are, without encoding an event again for each reader, and flushes after each. */
@Component
class BurstWriter implements HttpMessageWriter<Burst>, WebFluxConfigurer {

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer.customCodecs().register(this);
    }

    @Override
    public List<MediaType> getWritableMediaTypes() {
        return List.of(MediaType.TEXT_EVENT_STREAM);
    }

    @Override
    public boolean canWrite(ResolvableType type, @Nullable MediaType mediaType) {
        return type.resolve() == Burst.class;
    }

    @Override
    public Mono<Void> write(
            Publisher<? extends Burst> bursts,
            ResolvableType type,
            @Nullable MediaType mediaType,
            ReactiveHttpOutputMessage message,
            Map<String, Object> hints) {
        message.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        DataBufferFactory buffers = message.bufferFactory();
        return message.writeAndFlushWith(Flux.from(bursts).map(burst -> Mono.just(joined(burst, buffers))));
    }

    /** A view of the frames' own bytes: nothing is copied. */
    private static DataBuffer joined(Burst burst, DataBufferFactory buffers) {
        List<? extends DataBuffer> parts = burst.frames().stream()
                .map(frame -> buffers.wrap(frame.bytes()))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : buffers.join(parts);
    }
}
