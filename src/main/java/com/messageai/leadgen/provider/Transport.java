package com.messageai.leadgen.provider;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolShutdownException;

/** What it means when no whole answer came. Never keeps the cause: it names hosts, and URLs with what was asked. */
final class Transport {

    private Transport() {}

    /** The failure behind an error of the transport; any other error is a bug, and stays as it is. */
    static Throwable failure(String provider, String endpoint, CallKind kind, Throwable error) {
        if (error instanceof ProviderFailure) {
            return error;
        }
        if (any(error, PoolAcquireTimeoutException.class, PoolAcquirePendingLimitException.class)) {
            return new ProviderFailure.NotCalled(provider, endpoint, "bulkhead-full", ProviderClient.SOON);
        }
        if (any(
                error,
                ConnectException.class,
                ConnectTimeoutException.class,
                UnknownHostException.class,
                SSLException.class,
                PoolShutdownException.class)) {
            return new ProviderFailure.Unavailable(provider, endpoint, "no connection");
        }
        if (any(error, DataBufferLimitException.class)) {
            return lost(provider, endpoint, kind, "the answer is too large");
        }
        if (any(error, TimeoutException.class, io.netty.handler.timeout.TimeoutException.class)) {
            return lost(provider, endpoint, kind, "no answer in time");
        }
        if (any(error, PrematureCloseException.class, IOException.class, WebClientRequestException.class)) {
            return lost(provider, endpoint, kind, "the connection broke");
        }
        return error;
    }

    /** The failure behind any error of an exchange of bytes: what the decoder of a broken answer throws is no bug of ours. */
    static Throwable broken(String provider, String endpoint, CallKind kind, Throwable error) {
        Throwable known = failure(provider, endpoint, kind, error);
        return known instanceof ProviderFailure ? known : lost(provider, endpoint, kind, "the connection broke");
    }

    /** Sent, and no answer that can be used: where it is billed, nobody knows whether it was. */
    static ProviderFailure lost(String provider, String endpoint, CallKind kind, String message) {
        return kind == CallKind.PAID
                ? new ProviderFailure.UnknownOutcome(provider, endpoint, message)
                : new ProviderFailure.Unavailable(provider, endpoint, message);
    }

    @SafeVarargs
    private static boolean any(Throwable error, Class<? extends Throwable>... types) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .anyMatch(cause -> Stream.of(types).anyMatch(type -> type.isInstance(cause)));
    }
}
