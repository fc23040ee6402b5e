package com.messageai.leadgen.store;

import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The only way into a transaction.
 *
 * <p>A reactive transaction whose subscriber cancels (a client that disconnects, {@code timeout}, {@code take},
 * {@code zip}) can commit half of its statements and lose its connection: spring-framework#32115. So the transaction
 * runs to its end whatever happens to its caller, and a cancelled caller merely misses the result. A time limit inside
 * is set on the server ({@code statement_timeout}). Nested calls join the outer transaction.
 */
@Component
public class Transactions {

    private final TransactionalOperator operator;

    Transactions(ReactiveTransactionManager manager) {
        this.operator = TransactionalOperator.create(manager);
    }

    /** Commits what {@code work} does when it completes, rolls back when it fails; never stops half way. */
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(context -> Mono.fromFuture(
                operator.transactional(work).contextWrite(context).toFuture(), true));
    }
}
