package com.messageai.leadgen.provider;

import com.messageai.leadgen.provider.ProviderSettings.Window;
import com.messageai.leadgen.provider.ProviderUsage.Minute;
import com.messageai.leadgen.store.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Permits to call, counted in Redis by its own clock, for all instances together. A quota belongs to the credential and is
 * a list of windows none of which is ever exceeded. No decision, no call: without Redis every call is refused with
 * {@code quota-unavailable}.
 */
@Component
class Quotas {

    private static final Logger log = LoggerFactory.getLogger(Quotas.class);

    private static final RedisScript<List> TAKE = script("take-permit", List.class);
    private static final RedisScript<List> READ = script("read-quota", List.class);
    private static final RedisScript<Long> END = script("end-call", Long.class);
    private static final RedisScript<Long> GIVE_BACK = script("give-back", Long.class);
    private static final RedisScript<Long> STILL_COUNTED = script("still-counted", Long.class);
    private static final RedisScript<Long> RESTORE = script("restore-quota", Long.class);

    /** Longer than a command may take; Redis has been asked in vain by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration WITHOUT_REDIS = Duration.ofSeconds(5);

    /** Shorter silences are not worth a row. */
    private static final Duration LONG_SILENCE = Duration.ofSeconds(10);

    /** One note stands for all calls of so long, where only the fact matters that there were some. */
    private static final long NOTE_HOLDS = Duration.ofSeconds(30).toNanos();

    private final ReactiveStringRedisTemplate redis;
    private final ProviderUsage book;
    private final Duration patience;

    /** When a call of a quota of short windows was last noted; as many as there are endpoints. */
    private final Map<String, Long> noted = new ConcurrentHashMap<>();

    @Autowired
    Quotas(ReactiveStringRedisTemplate redis, ProviderUsage book) {
        this(redis, book, PATIENCE);
    }

    /** @param patience with Redis, which a busy machine may need more of */
    Quotas(ReactiveStringRedisTemplate redis, ProviderUsage book, Duration patience) {
        this.redis = redis;
        this.book = book;
        this.patience = patience;
    }

    /** Whose calls are counted together. @param credential a hash; the credential itself is kept nowhere */
    record Quota(String provider, String endpoint, String credential, List<Window> windows, Duration longestCall) {

        List<String> keys() {
            // The braces keep all keys on one node of a cluster.
            String key = "leadgen:quota:{%s:%s:%s}".formatted(provider, endpoint, credential);
            return List.of(key + ":permits", key + ":closed", key + ":known", key + ":told");
        }

        /** As the book has it. */
        String account() {
            return provider + ":" + credential;
        }

        /** Until a call that begins now counts nowhere any more. */
        Duration longestMemory() {
            return longestWindow().plus(longestCall);
        }

        /** Shorter than what the book can tell apart. */
        boolean isShort() {
            return longestWindow().compareTo(ProviderUsage.GRAIN) < 0;
        }

        /** Zero without windows. */
        Duration longestWindow() {
            return windows.stream()
                    .map(Window::per)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }
    }

    /** Not on an event loop: looking for the algorithm may read files. */
    static String hash(@Nullable String credential) {
        try {
            byte[] text = String.valueOf(credential).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    record Permit(Quota quota, String id) {}

    /** What is used of each window, in the quota's order; {@code returns}: until the oldest call no longer counts. */
    record Usage(Duration closed, List<WindowUsage> windows) {}

    record WindowUsage(Window window, int used, Duration returns) {}

    /** A permit, or {@code RateLimited} until there is one, or {@code NotCalled}. */
    Mono<Permit> take(Quota quota) {
        return permit(quota)
                .switchIfEmpty(Mono.defer(() -> restore(quota).then(permit(quota))))
                .doOnError(error -> log.debug(
                        "The quota of {} {} gives no permit: {}", quota.provider(), quota.endpoint(), error.toString()))
                .onErrorMap(error -> !(error instanceof ProviderFailure), error -> unavailable(quota))
                .switchIfEmpty(Mono.error(() -> unavailable(quota)));
    }

    /** Empty where Redis does not know what was called before. */
    private Mono<Permit> permit(Quota quota) {
        var permit = new Permit(quota, Ids.next().toString());
        List<String> arguments = Stream.concat(
                        Stream.of(permit.id(), micros(quota.longestCall())),
                        quota.windows().stream()
                                .flatMap(
                                        window -> Stream.of(Integer.toString(window.requests()), micros(window.per()))))
                .toList();
        return numbers(TAKE, quota, arguments).flatMap(answer -> switch (answer.getFirst()
                .intValue()) {
            case 1 -> Mono.just(permit);
            case 0 ->
                Mono.error(new ProviderFailure.RateLimited(
                        quota.provider(), quota.endpoint(), Duration.ofMillis(answer.get(1))));
            default -> Mono.empty();
        });
    }

    /**
     * The call is about to be made: noted where a loss of Redis does not reach. Then the permit is looked at again: one that
     * was lost before its call was noted is in no count, and the call is not made.
     */
    Mono<Void> called(Permit permit) {
        Quota quota = permit.quota();
        if (quota.windows().isEmpty() || quota.isShort() && isNoted(quota)) {
            return Mono.empty();
        }
        return book.add(quota.account(), quota.endpoint())
                .then(redis.execute(STILL_COUNTED, quota.keys(), List.of(permit.id()))
                        .timeout(patience)
                        .next())
                .filter(counted -> counted == 1)
                .switchIfEmpty(Mono.error(() -> unavailable(quota)))
                .doOnNext(counted -> {
                    if (quota.isShort()) {
                        noted.put(quota.keys().getFirst(), System.nanoTime());
                    }
                })
                .onErrorMap(error -> !(error instanceof ProviderFailure), error -> unavailable(quota))
                .then();
    }

    private boolean isNoted(Quota quota) {
        Long at = noted.get(quota.keys().getFirst());
        return at != null && System.nanoTime() - at < NOTE_HOLDS;
    }

    private Mono<Long> restore(Quota quota) {
        return Mono.zip(
                        book.since(quota.account(), quota.endpoint(), quota.longestMemory())
                                .collectList(),
                        book.silent(quota.account(), quota.endpoint()))
                .flatMap(known -> {
                    List<Minute> minutes = known.getT1();
                    Duration closed = known.getT2();
                    // How many calls there were in so short a window nobody knows: it is waited for.
                    if (quota.isShort() && !minutes.isEmpty() && closed.compareTo(quota.longestMemory()) < 0) {
                        closed = quota.longestMemory();
                    }
                    int most = quota.isShort()
                            ? 0
                            : quota.windows().stream()
                                    .mapToInt(Window::requests)
                                    .max()
                                    .orElse(0);
                    List<String> arguments = new ArrayList<>(List.of(
                            micros(quota.longestCall()),
                            micros(quota.longestWindow()),
                            Integer.toString(most),
                            Long.toString(closed.toMillis())));
                    minutes.forEach(minute -> {
                        arguments.add(micros(minute.age()));
                        arguments.add(Integer.toString(minute.calls()));
                    });
                    return redis.execute(RESTORE, quota.keys(), arguments)
                            .timeout(patience)
                            .next();
                })
                .doOnNext(calls -> log.info(
                        "Put {} calls back into the quota of {} {}", calls, quota.provider(), quota.endpoint()));
    }

    private static ProviderFailure unavailable(Quota quota) {
        return new ProviderFailure.NotCalled(quota.provider(), quota.endpoint(), "quota-unavailable", WITHOUT_REDIS);
    }

    /** The call has ended. Without Redis the permit merely counts for as long as a call may last in addition. */
    Mono<Void> ended(Permit permit) {
        return ended(permit, List.of());
    }

    /** The call has ended, and the provider told how much of its own limits is left. */
    Mono<Void> ended(Permit permit, List<Allowance> told) {
        return end(permit, Duration.ZERO, told);
    }

    /** The call was never made. */
    Mono<Void> giveBack(Permit permit) {
        return redis.execute(GIVE_BACK, permit.quota().keys(), List.of(permit.id()))
                .timeout(patience)
                .onErrorComplete()
                .then();
    }

    /** The provider asked for silence; counts the permit as ended, too. */
    Mono<Void> close(Permit permit, Duration silence, List<Allowance> told) {
        return end(permit, silence, told);
    }

    Mono<Usage> usage(Quota quota) {
        List<String> arguments =
                quota.windows().stream().map(window -> micros(window.per())).toList();
        return numbers(READ, quota, arguments).map(answer -> {
            var windows = new ArrayList<WindowUsage>();
            for (int i = 0; i < quota.windows().size(); i++) {
                windows.add(new WindowUsage(
                        quota.windows().get(i),
                        answer.get(1 + 2 * i).intValue(),
                        Duration.ofMillis(answer.get(2 + 2 * i))));
            }
            return new Usage(Duration.ofMillis(answer.getFirst()), windows);
        });
    }

    private Mono<Void> end(Permit permit, Duration asked, List<Allowance> told) {
        Quota quota = permit.quota();
        Duration silence = told.stream()
                .filter(Allowance::isSpent)
                .map(spent -> bounded(spent.reset()))
                .reduce(asked, (one, other) -> one.compareTo(other) > 0 ? one : other);
        List<String> arguments = new ArrayList<>(List.of(permit.id(), Long.toString(silence.toMillis())));
        told.stream()
                .filter(allowance -> !allowance.isSpent() && allowance.reset().isPositive())
                .forEach(allowance -> {
                    arguments.add(allowance.window());
                    arguments.add(Long.toString(allowance.remaining()));
                    arguments.add(micros(allowance.reset()));
                });
        Mono<Void> kept = silence.compareTo(LONG_SILENCE) < 0
                ? Mono.empty()
                : book.silence(quota.account(), quota.endpoint(), silence).onErrorComplete();
        return redis.execute(END, quota.keys(), arguments)
                .timeout(patience)
                .onErrorComplete()
                .then(kept);
    }

    /** A window that begins anew in a moment is waited for no longer than that. */
    private static Duration bounded(Duration reset) {
        return reset.compareTo(Duration.ofSeconds(1)) < 0 ? reset : ProviderAnswer.bounded(reset);
    }

    @SuppressWarnings("unchecked")
    private Mono<List<Long>> numbers(RedisScript<List> script, Quota quota, List<String> arguments) {
        return redis.execute(script, quota.keys(), arguments)
                .timeout(patience)
                .next()
                .map(answer -> (List<Long>) answer);
    }

    /** Read and hashed here, once: done at the first call it would block an event loop. */
    private static <T> RedisScript<T> script(String name, Class<T> type) {
        try {
            var resource = new ClassPathResource("provider/" + name + ".lua");
            RedisScript<T> script = RedisScript.of(resource.getContentAsString(StandardCharsets.UTF_8), type);
            script.getSha1();
            return script;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String micros(Duration time) {
        return Long.toString(time.toNanos() / 1_000);
    }
}
