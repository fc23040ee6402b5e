package com.messageai.leadgen.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Connections to Redis that never block. Spring's own factory connects in the thread of the first command, an event
 * loop, for as long as Redis is away at the start, and takes a lock with each command afterwards. Here one connection
 * is opened in the background and then shared; Lettuce itself keeps it alive. Until then commands fail at once.
 */
@Component
@Primary
class RedisConnections implements ReactiveRedisConnectionFactory, SmartLifecycle, InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(RedisConnections.class);

    private final ReactiveRedisConnectionFactory factory;
    private final AtomicReference<@Nullable ReactiveRedisConnection> shared = new AtomicReference<>();
    private @Nullable Disposable connecting;

    RedisConnections(LettuceConnectionFactory factory) {
        this.factory = factory;
    }

    @Override
    public ReactiveRedisConnection getReactiveConnection() {
        ReactiveRedisConnection connection = shared.get();
        if (connection == null) {
            throw new RedisConnectionFailureException("Redis has not been reached yet");
        }
        return (ReactiveRedisConnection) Proxy.newProxyInstance(
                ReactiveRedisConnection.class.getClassLoader(),
                new Class<?>[] {ReactiveRedisConnection.class},
                new Use(connection, factory::getReactiveConnection));
    }

    @Override
    public ReactiveRedisClusterConnection getReactiveClusterConnection() {
        return factory.getReactiveClusterConnection();
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException error) {
        return factory.translateExceptionIfPossible(error);
    }

    /** Connects while the rest of the service is still being made. */
    @Override
    public void afterPropertiesSet() {
        start();
    }

    @Override
    public void start() {
        if (connecting != null) {
            return;
        }
        connecting = Mono.fromCallable(factory::getReactiveConnection)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(shared::set)
                .doOnError(error -> log.warn("Redis cannot be reached: {}", error.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .subscribe(null, error -> log.error("Redis is not looked for any more", error));
    }

    @Override
    public void stop() {
        if (connecting != null) {
            connecting.dispose();
            connecting = null;
        }
        shared.set(null);
    }

    /** Early: those who subscribe to Redis start later. */
    @Override
    public int getPhase() {
        return 1;
    }

    @Override
    public boolean isRunning() {
        return connecting != null;
    }

    /** One use of the shared connection: closing it leaves that open. Subscriptions get a connection of their own. */
    private static final class Use implements InvocationHandler {

        private final ReactiveRedisConnection shared;
        private final Supplier<ReactiveRedisConnection> connect;
        private final AtomicReference<@Nullable ReactiveRedisConnection> own = new AtomicReference<>();

        Use(ReactiveRedisConnection shared, Supplier<ReactiveRedisConnection> connect) {
            this.shared = shared;
            this.connect = connect;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close" -> null;
                case "closeLater" -> closeOwn();
                case "pubSubCommands" -> own().pubSubCommands();
                default -> call(method, arguments);
            };
        }

        private ReactiveRedisConnection own() {
            ReactiveRedisConnection connection = own.get();
            if (connection == null) {
                connection = connect.get();
                own.set(connection);
            }
            return connection;
        }

        private Mono<Void> closeOwn() {
            ReactiveRedisConnection connection = own.get();
            return connection == null ? Mono.empty() : connection.closeLater();
        }

        private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(shared, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }
}
