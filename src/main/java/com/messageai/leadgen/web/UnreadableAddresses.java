package com.messageai.leadgen.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * An address that is no URI at all comes to no filter: Spring's adapter answers it with a bare 400, which is given its
 * problem details here. What Netty cannot even split into a request it refuses by itself.
 */
@Component
class UnreadableAddresses implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final JsonMapper json;

    UnreadableAddresses(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::answering);
    }

    private HttpServer answering(HttpServer server) {
        return server.mapHandle((handled, connection) -> connection instanceof HttpServerResponse response
                ? handled.then(Mono.defer(() -> isBare(response) ? refuse(response) : Mono.empty()))
                : handled);
    }

    private static boolean isBare(HttpServerResponse response) {
        return !response.hasSentHeaders() && HttpResponseStatus.BAD_REQUEST.equals(response.status());
    }

    private Mono<Void> refuse(HttpServerResponse response) {
        String correlationId = CorrelationId.next();
        // The address itself can't be repeated as a reference.
        byte[] body = json.writeValueAsBytes(
                ProblemBody.of(Problems.malformed("The address cannot be read."), "/", correlationId));
        return response.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length))
                .header(CorrelationId.HEADER, correlationId)
                .sendByteArray(Mono.just(body))
                .then();
    }
}
