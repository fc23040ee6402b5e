package com.messageai.leadgen.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@ServiceTest
class IdempotencyIntegrationTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Idempotency idempotency;

    @Autowired
    private DatabaseClient database;

    private final String key = Ids.next().toString();
    private final AtomicInteger effects = new AtomicInteger();
    private Caller caller;

    @BeforeEach
    void foundATeam() {
        caller = TestTeam.found(context).caller(Role.ADMIN);
    }

    private MockServerWebExchange exchange() {
        return MockServerWebExchange.from(
                MockServerHttpRequest.post("/api/v1/things").header("Idempotency-Key", key));
    }

    private Mono<ResponseEntity<Map<String, Integer>>> effect() {
        return Mono.fromSupplier(() -> ResponseEntity.ok(Map.of("effect", effects.incrementAndGet())));
    }

    private static void verifyProblem(Mono<?> answer, String code) {
        answer.as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.code()).isEqualTo(code)))
                .verify(LONG);
    }

    @Test
    void refusesATwinWhoseFirstIsStillBeingWorkedOn() {
        Sinks.Empty<Void> started = Sinks.empty();
        Sinks.Empty<Void> release = Sinks.empty();
        Mono<ResponseEntity<Map<String, Integer>>> slow = Mono.defer(() -> {
            started.tryEmitEmpty();
            return release.asMono().then(effect());
        });
        Mono<Problem> twin = started.asMono()
                .then(idempotency.once(caller, exchange(), "body", effect()))
                .<Problem>flatMap(answer -> Mono.error(new AssertionError("the twin was let in")))
                .onErrorResume(Problem.class, Mono::just)
                .doOnTerminate(release::tryEmitEmpty);

        Mono.zip(idempotency.once(caller, exchange(), "body", slow), twin)
                .as(StepVerifier::create)
                .assertNext(both -> assertThat(both.getT2().code()).isEqualTo("idempotency-key-in-flight"))
                .expectComplete()
                .verify(LONG);
        assertThat(effects).hasValue(1);
    }

    @Test
    void runsToItsEndThoughTheClientIsGone() {
        Sinks.Empty<Void> started = Sinks.empty();
        Sinks.Empty<Void> release = Sinks.empty();
        Mono<ResponseEntity<Map<String, Integer>>> slow = Mono.defer(() -> {
            started.tryEmitEmpty();
            return release.asMono().then(effect());
        });
        idempotency
                .once(caller, exchange(), "body", slow)
                .takeUntilOther(started.asMono())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LONG);
        release.tryEmitEmpty();

        MockServerWebExchange again = exchange();
        idempotency
                .once(caller, again, "body", effect())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LONG);
        assertThat(again.getResponse().getBodyAsString().block()).isEqualTo("{\"effect\":1}");
        assertThat(effects).hasValue(1);
    }

    @Test
    void refusesAnotherRequestUnderTheSameKeyAndForgetsItAfterADay() {
        idempotency.once(caller, exchange(), "body", effect()).block(LONG);
        verifyProblem(idempotency.once(caller, exchange(), "other body", effect()), "idempotency-key-reused");
        Caller other = TestTeam.found(context).caller(Role.ADMIN);
        idempotency.once(other, exchange(), "other body", effect()).block(LONG);

        database.sql("UPDATE idempotency_key SET created_at = created_at - interval '25 hours' WHERE team_id = :team")
                .bind("team", caller.team().value())
                .then()
                .block(LONG);
        ResponseEntity<Map<String, Integer>> anew =
                idempotency.once(caller, exchange(), "other body", effect()).block(LONG);
        assertThat(anew.getBody()).containsEntry("effect", 3);
    }

    @Test
    void keepsNothingReadableOfAnAnswer() {
        idempotency
                .once(caller, exchange(), "body", Mono.just(ResponseEntity.ok(Map.of("email", "ann@example.com"))))
                .block(LONG);
        String kept = database.sql("SELECT encode(body, 'escape') AS body FROM idempotency_key WHERE team_id = :team")
                .bind("team", caller.team().value())
                .map(row -> row.get("body", String.class))
                .one()
                .block(LONG);
        assertThat(kept).doesNotContain("ann").isNotEmpty();
    }
}
