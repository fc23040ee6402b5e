package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Ids;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Access tokens: JWTs of the type {@code at+jwt} (RFC 9068), signed with ES256. */
@Component
class AccessTokens {

    static final String CLIENT = "leadgen";

    private final SigningKey key;
    private final SecuritySettings settings;
    private final Clock clock;

    AccessTokens(SigningKey key, SecuritySettings settings) {
        this.key = key;
        this.settings = settings;
        this.clock = Clock.systemUTC();
    }

    Mono<String> issue(User user, SessionId session) {
        return key.key()
                // Signing takes random numbers from the operating system, which blocks.
                .flatMap(signer -> Mono.fromCallable(() -> sign(signer, claims(user, session)))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private JWTClaimsSet claims(User user, SessionId session) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(user.id().toString())
                .jwtID(Ids.next().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.accessTokenLife())))
                .claim("client_id", CLIENT)
                .claim("team", user.team().toString())
                .claim("role", user.role().name())
                .claim("sid", session.toString())
                .build();
    }

    private static String sign(ECKey key, JWTClaimsSet claims) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
