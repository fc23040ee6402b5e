package com.messageai.leadgen.provider;

import static com.messageai.leadgen.provider.FailureRow.row;
import static com.messageai.leadgen.provider.FailureTable.status;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.messageai.leadgen.support.FreePort;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Planted secrets, looked for in all that is logged at every level, in every failure and in every text of a setting. */
class SecretsTests {

    private static final List<String> SECRETS = List.of(
            "planted-api-key",
            "planted-access-token",
            "planted-client-secret",
            "planted-refresh-token",
            "planted-renewed-token",
            "planted-next-token");

    private static final FailureTable TABLE = FailureTable.of(
            "any",
            row("401 over", status(401).and(answer -> answer.text().contains("over")))
                    .tokenExpired(answer -> "over"));

    private final List<String> urls = new ArrayList<>();

    private final DisposableServer server = HttpServer.create()
            .port(0)
            .handle((request, response) -> {
                synchronized (urls) {
                    urls.add(request.uri());
                }
                return switch (request.path()) {
                    case "token" ->
                        response.sendString(
                                Mono.just(
                                        "{\"access_token\":\"planted-renewed-token\",\"refresh_token\":\"planted-next-token\"}"));
                    case "token-refused" ->
                        response.status(400)
                                .sendString(Mono.just("{\"error\":\"invalid_grant\",\"error_description\":\"no"
                                        + " planted-client-secret, no planted-refresh-token\"}"));
                    case "over" -> response.status(401).sendString(Mono.just("over planted-renewed-token"));
                    case "refused" -> response.status(403).sendString(Mono.just("planted-api-key is wrong"));
                    case "broken" -> response.status(500).sendString(Mono.just("planted-api-key"));
                    case "away" -> response.sendRedirect("/?key=planted-api-key");
                    case "hangs" -> Mono.never();
                    default -> response.sendString(Mono.just("{}"));
                };
            })
            .bindNow();

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void areNowhereToBeSeen() {
        String url = "http://localhost:" + server.port();
        List<String> seen = new ArrayList<>();
        try (var log = new LogWatch(Level.TRACE, "io.netty", "reactor", "org.springframework", "com.messageai")) {
            List<ProviderSettings> all = List.of(
                    settings(url, null, null),
                    settings(url, url + "/token", null),
                    settings(url, url + "/token", "planted-refresh-token"),
                    settings(url, url + "/token-refused", "planted-refresh-token"),
                    settings("http://localhost:" + FreePort.find(), null, null),
                    settings("http://localhost:" + FreePort.find(), "http://localhost:" + FreePort.find(), null));
            for (ProviderSettings settings : all) {
                var properties = new ProvidersProperties(Map.of("zoominfo", settings, "hunter", settings));
                seen.add(properties.toString());
                var clients = new ProviderClients(
                        properties, TestProviders.uncounted(), new FakeRotatedTokens(), new SimpleMeterRegistry());
                for (String name : List.of("zoominfo", "hunter")) {
                    for (String path : List.of("/fine", "/over", "/refused", "/broken", "/away", "/hangs")) {
                        seen.add(outcome(clients.api(name), path));
                        seen.add(outcome(clients.gateway(name), path));
                    }
                    seen.add(clients.api(name).quota("finder").keys().toString());
                }
                clients.destroy();
            }
            seen.addAll(log.lines());
        }

        assertThat(seen).hasSizeGreaterThan(500);
        assertThat(seen).anyMatch(line -> line.startsWith("reactor.netty"));
        assertThat(seen).allSatisfy(line -> assertThat(line).doesNotContain(SECRETS.toArray(String[]::new)));
        assertThat(urls)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS.toArray(String[]::new)));
    }

    private static String outcome(ProviderClient client, String path) {
        return client.call("finder", CallKind.PAID, client.web().get().uri(path), TABLE, ProviderAnswer::text)
                .map(answer -> "answered")
                .onErrorResume(error -> Mono.just(error + " " + error.getCause() + " " + List.of(error.getSuppressed())
                        + List.of(error.getStackTrace())))
                .block(Duration.ofMinutes(1));
    }

    private static ProviderSettings settings(String url, String tokenUrl, String refreshToken) {
        return new ProviderSettings(
                url,
                url,
                true,
                tokenUrl == null ? "planted-api-key" : null,
                "planted-access-token",
                null,
                null,
                8,
                Duration.ofSeconds(1),
                Map.of(),
                "client-1",
                "planted-client-secret",
                tokenUrl,
                refreshToken,
                null);
    }
}
