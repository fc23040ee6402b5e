package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Ids;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Access tokens: JWTs of the type {@code at+jwt} (RFC 9068), signed with ES256. */
@Component
class AccessTokens {

    static final String CLIENT = "leadgen";

    private final SigningKey key;
    private final Secrets secrets;
    private final SecuritySettings settings;
    private final Clock clock;

    AccessTokens(SigningKey key, Secrets secrets, SecuritySettings settings) {
        this.key = key;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = Clock.systemUTC();
    }

    Mono<String> issue(User user, SessionId session) {
        return key.key().map(signer -> sign(signer, claims(user, session)));
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

    /** Some 0.2 ms of computation. Nimbus' own signer would take its random numbers from the operating system, and block. */
    private String sign(ECKey key, JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        byte[] input = new SignedJWT(header, claims).getSigningInput();
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.toECPrivateKey(), secrets.random());
            signature.update(input);
            return new String(input, StandardCharsets.US_ASCII) + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("The signing key cannot sign", e);
        }
    }
}
