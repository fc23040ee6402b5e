package com.messageai.leadgen.team;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * The key that signs access tokens: from the settings, or made once by the first instance that needs it and kept in
 * PostgreSQL for all of them.
 */
@Component
class SigningKey {

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<ECKey> key;

    SigningKey(DatabaseClient database, SecuritySettings settings) {
        String given = settings.signingKey();
        // A caller's transaction that rolls back must not take a new key with it: hence the empty context.
        Mono<ECKey> source = given == null || given.isBlank()
                ? kept(database).contextWrite(ignored -> Context.empty())
                : Mono.just(SigningKeyText.read(given));
        this.key = source.cache(value -> FOR_EVER, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<ECKey> key() {
        return key;
    }

    private static Mono<ECKey> kept(DatabaseClient database) {
        return find(database)
                .switchIfEmpty(
                        // Making a key reads the operating system's random source, which blocks.
                        Mono.fromCallable(SigningKey::make)
                                .subscribeOn(Schedulers.boundedElastic())
                                .flatMap(made -> insert(database, made))
                                .then(find(database)));
    }

    private static Mono<ECKey> find(DatabaseClient database) {
        return database.sql("SELECT jwk FROM signing_key WHERE name = 'access-token'")
                .map(row -> parse(Objects.requireNonNull(row.get("jwk", String.class))))
                .one();
    }

    /** Of several instances that start together one wins, and all read its key. */
    private static Mono<Long> insert(DatabaseClient database, ECKey key) {
        return database.sql("INSERT INTO signing_key (name, jwk) VALUES ('access-token', :jwk) ON CONFLICT DO NOTHING")
                .bind("jwk", key.toJSONString())
                .fetch()
                .rowsUpdated();
    }

    private static ECKey make() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("The kept signing key cannot be read", e);
        }
    }
}
