package com.messageai.leadgen.team;

import com.messageai.leadgen.web.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Password hashing: some 70 ms of pure computation each, on two threads of its own with a bounded queue, so that a flood
 * of sign-ins takes neither the event loops nor the memory. A full queue is a 429.
 */
@Component
class Passwords implements DisposableBean {

    private static final int THREADS = 2;
    private static final int QUEUE = 50;
    private static final int STRENGTH = 10;

    private final Scheduler hashing = Schedulers.newBoundedElastic(THREADS, QUEUE, "password-hashing");
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);
    private final String nobodys = encoder.encode(digest("nobody has this password"));

    Mono<String> hash(String password) {
        return compute(() -> encoder.encode(digest(password)));
    }

    /** Whether this is the password; takes its time also where there is no hash to compare with. */
    Mono<Boolean> matches(String password, @Nullable String hash) {
        return compute(() -> encoder.matches(digest(password), hash == null ? nobodys : hash) && hash != null);
    }

    private <T> Mono<T> compute(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(hashing)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> Problems.tooMany(
                                "too-many-sign-ins", "Too many people sign in just now.", Duration.ofSeconds(1)));
    }

    /** BCrypt takes 72 bytes; a digest lets longer passwords count in full. */
    private static String digest(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        hashing.dispose();
    }
}
