package com.messageai.leadgen.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Writes answers, whole or broken. */
final class Wire {

    private static final byte[] HTML =
            "<!doctype html><html><head><title>Service</title></head><body><h1>We will be back soon</h1></body></html>"
                    .getBytes(StandardCharsets.UTF_8);
    private static final int CHUNK = 64 << 10;

    private Wire() {}

    static Publisher<Void> send(HttpServerResponse out, Answer answer, @Nullable Fault fault) {
        out.status(fault != null && fault.status() != 0 ? fault.status() : answer.status());
        answer.headers().forEach(out::header);
        if (fault == null) {
            return whole(out, answer.body());
        }
        fault.headers().forEach(out::header);
        byte[] body = fault.body() == null ? answer.body() : fault.body().getBytes(StandardCharsets.UTF_8);
        return switch (fault.kind()) {
            case STATUS -> whole(out, body);
            case LATENCY ->
                Mono.delay(Duration.ofMillis(fault.latencyMs())).thenMany(Flux.defer(() -> whole(out, body)));
            case RESET -> reset(out);
            case TRUNCATE -> truncated(out, body);
            case MALFORMED -> whole(out, Arrays.copyOf(body, body.length / 2));
            case DRIP -> dripped(out, body, Duration.ofMillis(fault.latencyMs()));
            case WRONG_TYPE -> whole(out.header("Content-Type", "text/html; charset=utf-8"), HTML);
            case HUGE -> huge(out, fault.bytes());
        };
    }

    private static Publisher<Void> whole(HttpServerResponse out, byte[] body) {
        out.header("Content-Length", String.valueOf(body.length));
        return body.length == 0 ? out.send() : out.sendByteArray(Mono.just(body));
    }

    /** No lingering: the kernel sends RST and drops what it has. */
    private static Mono<Void> reset(HttpServerResponse out) {
        return Mono.<Void>never()
                .doOnSubscribe(subscription -> out.withConnection(connection -> {
                    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                    connection.channel().close();
                }));
    }

    private static Publisher<Void> truncated(HttpServerResponse out, byte[] body) {
        out.header("Content-Length", String.valueOf(body.length));
        ByteBuf half = Unpooled.wrappedBuffer(body, 0, body.length / 2);
        return out.send(Flux.just(half), buffer -> true)
                .then()
                .then(Mono.<Void>never()
                        .doOnSubscribe(subscription -> out.withConnection(
                                connection -> connection.channel().close())));
    }

    private static Publisher<Void> dripped(HttpServerResponse out, byte[] body, Duration pause) {
        out.header("Content-Length", String.valueOf(body.length));
        return out.send(
                Flux.range(0, body.length)
                        .concatMap(i -> Mono.delay(pause).map(tick -> Unpooled.wrappedBuffer(body, i, 1)), 1),
                buffer -> true);
    }

    private static Publisher<Void> huge(HttpServerResponse out, long bytes) {
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'a');
        Flux<ByteBuf> filling = Flux.range(0, (int) Math.max(1, bytes / CHUNK)).map(i -> Unpooled.wrappedBuffer(chunk));
        return out.send(Flux.concat(text("{\"filling\":\""), filling, text("\"}")), buffer -> true);
    }

    private static Mono<ByteBuf> text(String text) {
        return Mono.fromSupplier(() -> Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }
}
