package com.messageai.leadgen.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a test turns at ZoomInfo: its tokens, its credits, the shape of its errors. Over HTTP:
 * {@code POST /admin/zoominfo {"expireTokens": true, "tokenSeconds": 3600, "credits": 100, "errors": "OPENAPI"}}.
 */
public final class ZoomInfoSwitches {

    private static final long TOKEN_SECONDS = 3_600;
    private static final long CREDITS = 1_000_000;

    /** Which of the two documented shapes errors have. */
    public enum Errors {
        /** Those with {@code ZI} codes the first, those with {@code PFAPI} codes the second. */
        BOTH,
        DOCS,
        OPENAPI
    }

    private record Token(long until, Set<String> scopes) {}

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Set<String> managed = ConcurrentHashMap.newKeySet();
    private volatile long tokenSeconds = TOKEN_SECONDS;
    private volatile long credits = CREDITS;
    private volatile Errors errors = Errors.BOTH;

    ZoomInfoSwitches() {}

    /** Every token given out so far is good for nothing from now on. */
    public void expireTokens() {
        tokens.replaceAll((token, kept) -> new Token(System.nanoTime() - 1, kept.scopes()));
    }

    /** How long tokens last that are given out from now on. */
    public void tokenSeconds(long seconds) {
        tokenSeconds = seconds;
    }

    /** How many contacts and companies may be enriched anew in all. */
    public void credits(long most) {
        credits = most;
    }

    public void errors(Errors shape) {
        errors = shape;
    }

    /** As it was at the start; tokens stay what they are. */
    void reset() {
        managed.clear();
        tokenSeconds = TOKEN_SECONDS;
        credits = CREDITS;
        errors = Errors.BOTH;
    }

    Errors errors() {
        return errors;
    }

    long tokenSeconds() {
        return tokenSeconds;
    }

    long credits() {
        return credits;
    }

    /** A new token. They are not random: see {@link Tracing}. */
    String issue(Set<String> scopes) {
        String token = "zi-" + Tracing.next();
        tokens.put(token, new Token(System.nanoTime() + tokenSeconds * 1_000_000_000, scopes));
        return token;
    }

    /** What a token is good for; null for one that is good for nothing. Tokens from elsewhere are good for everything. */
    @Nullable Set<String> scopes(@Nullable String token) {
        if (token == null || token.isEmpty() || token.startsWith("invalid") || token.startsWith("expired")) {
            return null;
        }
        Token issued = tokens.get(token);
        if (issued == null) {
            return token.startsWith("zi-") ? null : ZoomInfoLogin.SCOPES;
        }
        return issued.until() - System.nanoTime() > 0 ? issued.scopes() : null;
    }

    long used() {
        return managed.size();
    }

    /** Whether it was paid for before. */
    boolean manages(String key) {
        return managed.contains(key);
    }

    /** Takes a credit for what is not managed yet. @return false where none is left */
    synchronized boolean manage(String key) {
        return managed.contains(key) || (managed.size() < credits && managed.add(key));
    }
}
