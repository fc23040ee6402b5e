package com.messageai.leadgen.store;

import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
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

    /**
     * Runs {@code action} once the transaction that one is in has committed, and at once where there is none. It is not run
     * where the process dies in between: for what others merely want to know soon.
     */
    public Mono<Void> afterCommit(Runnable action) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new AfterCommit(action)))
                .hasElement()
                .onErrorReturn(NoTransactionException.class, false)
                .flatMap(later -> later ? Mono.empty() : Mono.fromRunnable(action));
    }

    private record AfterCommit(Runnable action) implements TransactionSynchronization {

        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(action);
        }
    }
}
