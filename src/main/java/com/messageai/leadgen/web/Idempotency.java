package com.messageai.leadgen.web;

import com.messageai.leadgen.store.Transactions;
import io.r2dbc.spi.R2dbcException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@code POST} that is repeated with its {@code Idempotency-Key} within 24 hours has one effect and one answer.
 *
 * <pre>{@code
 * @PostMapping
 * Mono<ResponseEntity<IcpView>> create(Caller caller, ServerWebExchange exchange, @Valid @RequestBody IcpInput input) {
 *     return idempotency.once(caller, exchange, input, icps.create(caller.team(), input)
 *             .map(icp -> Etags.created("/api/v1/icps/" + icp.id(), IcpView.of(icp), icp.version())));
 * }
 * }</pre>
 *
 * <p>The key, the effect and the answer commit in one transaction (the effect's own {@code Transactions.run} joins it),
 * so the effect must be nothing but statements on the database. A refused request leaves no key: it had no effect.
 */
@Component
public class Idempotency {

    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST_KEY = 255;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private sealed interface Outcome<T> {
        record First<T>(ResponseEntity<T> answer) implements Outcome<T> {}

        record Again<T>(KeptAnswer answer) implements Outcome<T> {}
    }

    private final Transactions transactions;
    private final IdempotencyKeys keys;
    private final JsonMapper json;

    Idempotency(Transactions transactions, IdempotencyKeys keys, JsonMapper json) {
        this.transactions = transactions;
        this.keys = keys;
        this.json = json;
    }

    /**
     * Runs {@code effect} unless its answer is kept already; then that answer is given again, byte for byte.
     *
     * @param body what distinguishes one request from another besides method and address; null for none
     * @return 409 {@code idempotency-key-in-flight} while a twin is not done after two seconds, 422
     *     {@code idempotency-key-reused} for another request under a used key
     */
    public <T> Mono<ResponseEntity<T>> once(
            Requester requester, ServerWebExchange exchange, @Nullable Object body, Mono<ResponseEntity<T>> effect) {
        List<String> headers = exchange.getRequest().getHeaders().getOrEmpty(HEADER);
        if (headers.isEmpty()) {
            return effect;
        }
        String key = headers.getFirst();
        if (headers.size() > 1 || key.isEmpty() || key.length() > LONGEST_KEY) {
            return Mono.error(Problems.malformed(
                    "The header " + HEADER + " must be one text of 1 to " + LONGEST_KEY + " characters."));
        }
        IdempotencyKeys.Entry entry = keys.entry(requester, key, request(exchange, body));
        Mono<Outcome<T>> outcome = keys.take(entry)
                .onErrorMap(Idempotency::isLockTimeout, late -> inFlight())
                .flatMap(taken -> taken ? first(entry, effect) : again(entry));
        return transactions.run(outcome).flatMap(done -> answer(exchange, done));
    }

    private <T> Mono<Outcome<T>> first(IdempotencyKeys.Entry entry, Mono<ResponseEntity<T>> effect) {
        return effect.delayUntil(answer -> keys.keep(entry, kept(answer))).map(Outcome.First::new);
    }

    private <T> Mono<Outcome<T>> again(IdempotencyKeys.Entry entry) {
        return keys.find(entry).switchIfEmpty(Mono.error(Idempotency::inFlight)).map(Outcome.Again::new);
    }

    private <T> Mono<ResponseEntity<T>> answer(ServerWebExchange exchange, Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.First<T> first -> Mono.just(first.answer());
            case Outcome.Again<T> again ->
                write(exchange.getResponse(), again.answer()).then(Mono.empty());
        };
    }

    private KeptAnswer kept(ResponseEntity<?> answer) {
        URI location = answer.getHeaders().getLocation();
        Object body = answer.getBody();
        return new KeptAnswer(
                answer.getStatusCode().value(),
                location == null ? null : location.toString(),
                answer.getHeaders().getETag(),
                body == null ? new byte[0] : json.writeValueAsBytes(body));
    }

    /** The answer is written here, and the controller's is empty: its bytes are those of the first one. */
    private static Mono<Void> write(ServerHttpResponse response, KeptAnswer answer) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        if (answer.location() != null) {
            response.getHeaders().setLocation(URI.create(answer.location()));
        }
        if (answer.etag() != null) {
            response.getHeaders().setETag(answer.etag());
        }
        if (answer.body().length == 0) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(answer.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
    }

    private byte[] request(ServerWebExchange exchange, @Nullable Object body) {
        String line = exchange.getRequest().getMethod() + " "
                + exchange.getRequest().getURI().getRawPath() + "?"
                + exchange.getRequest().getURI().getRawQuery() + "\n" + json.writeValueAsString(body);
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isLockTimeout(Throwable error) {
        return NestedExceptionUtils.getMostSpecificCause(error) instanceof R2dbcException database
                && LOCK_NOT_AVAILABLE.equals(database.getSqlState());
    }

    private static Problem inFlight() {
        return new Problem(
                HttpStatus.CONFLICT,
                "idempotency-key-in-flight",
                "The first request with this Idempotency-Key is still being worked on.");
    }
}
