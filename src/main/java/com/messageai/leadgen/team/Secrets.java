package com.messageai.leadgen.team;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Random secrets from a generator that is seeded once, so that an event loop never waits for the operating system. */
@Component
class Secrets {

    static final int LENGTH = 32;

    private final SecureRandom random;

    Secrets() throws NoSuchAlgorithmException {
        this.random = SecureRandom.getInstance("DRBG");
        next();
    }

    final byte[] next() {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return secret;
    }

    SecureRandom random() {
        return random;
    }
}
