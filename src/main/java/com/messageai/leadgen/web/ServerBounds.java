package com.messageai.leadgen.web;

import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/**
 * What slow and hostile clients may cost. A slow header ends by {@code idle-timeout}, a dripping body by the request
 * timeout (the read timeout starts anew with each drop), a reader that stops reading by the write timeout; the kernel's
 * send buffer is small, so that back-pressure begins at the reader and not megabytes later.
 */
@Component
class ServerBounds implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final ServerProperties bounds;

    ServerBounds(ServerProperties bounds) {
        this.bounds = bounds;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::bounded);
    }

    private HttpServer bounded(HttpServer server) {
        return server.requestTimeout(bounds.requestTimeout())
                .maxConnections(bounds.maxConnections())
                .childOption(
                        ChannelOption.SO_SNDBUF,
                        Math.toIntExact(bounds.sendBuffer().toBytes()))
                .doOnConnection(connection -> connection.addHandlerLast(
                        "leadgen.writeTimeout",
                        new WriteTimeoutHandler(bounds.writeTimeout().toMillis(), TimeUnit.MILLISECONDS)));
    }
}
