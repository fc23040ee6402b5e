package com.messageai.leadgen.provider;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a provider answered, whole and unread: status, headers and a body within its cap. Untrusted. */
public final class ProviderAnswer {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    // Deep enough for every fact sheet. What a mapper here does not know is ignored: providers add fields.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1 << 20)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .build();

    private static final Pattern HTML =
            Pattern.compile("\\s*(text/html|application/xhtml\\+xml)\\b", Pattern.CASE_INSENSITIVE);

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    // A table looks into the same answer once per row.
    private @Nullable JsonNode read;
    private @Nullable JacksonException unreadable;

    public ProviderAnswer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body.clone();
    }

    static Mono<ProviderAnswer> of(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new ProviderAnswer(
                        response.statusCode().value(), response.headers().asHttpHeaders(), body));
    }

    public int status() {
        return status;
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public @Nullable String header(String name) {
        return headers.getFirst(name);
    }

    /** Whether it calls itself HTML: a proxy's or a portal's, whatever its status says. */
    boolean isPage() {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return successful() && type != null && HTML.matcher(type).lookingAt();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; a missing node where it is empty. @throws JacksonException when it is none, or too deep */
    public JsonNode json() {
        if (unreadable != null) {
            throw unreadable;
        }
        if (read == null) {
            try {
                read = JSON.readTree(body);
            } catch (JacksonException notJson) {
                unreadable = notJson;
                throw notJson;
            }
        }
        return read;
    }

    /** The body as JSON where it is JSON, else a missing node: for reading error bodies, which may be anything. */
    public JsonNode jsonOrMissing() {
        try {
            return json();
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }

    /** {@code Retry-After} in seconds or as a date, kept within [1 s, 1 h]; null where there is none. */
    public @Nullable Duration retryAfter(Clock clock) {
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return value == null ? null : bounded(parse(value.strip(), clock.instant()));
    }

    /** A provider's word on how long to wait, kept within [1 s, 1 h]. */
    public static Duration bounded(Duration asked) {
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static Duration parse(String value, Instant now) {
        try {
            return value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException notADate) {
            return SHORTEST;
        }
    }
}
