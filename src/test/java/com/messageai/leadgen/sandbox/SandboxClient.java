package com.messageai.leadgen.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A plain client for the sandbox's own tests; it blocks. */
final class SandboxClient {

    private static final Map<String, String> LINKEDIN =
            Map.of("Authorization", "Bearer t", "LinkedIn-Version", "202607", "X-Restli-Protocol-Version", "2.0.0");
    private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer t");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sandbox sandbox;

    SandboxClient(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    record Reply(int status, HttpResponse<String> response) {

        JsonNode json() {
            return Json.parse(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Values are encoded already. */
    Reply linkedIn(String pathAndQuery) {
        return get("/linkedin-gateway" + pathAndQuery, LINKEDIN);
    }

    Reply get(String pathAndQuery) {
        return get(pathAndQuery, BEARER);
    }

    Reply get(String pathAndQuery, Map<String, String> headers) {
        return send(request(pathAndQuery, headers).GET());
    }

    Reply post(String path, String json) {
        return post(path, json, BEARER);
    }

    Reply post(String path, String json, Map<String, String> headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Reply post(String path, Map<String, String> headers, String body) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply delete(String path) {
        return send(request(path, BEARER).DELETE());
    }

    private HttpRequest.Builder request(String pathAndQuery, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.url() + pathAndQuery)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        return request;
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
