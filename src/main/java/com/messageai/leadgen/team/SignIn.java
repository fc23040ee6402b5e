package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Signing in, staying signed in, signing out. */
@Component
class SignIn {

    /** What a client goes on with. */
    record Tokens(String accessToken, OpaqueToken refreshToken) {}

    /** A session that goes on; empty parts where it has ended. */
    private record Turned(@Nullable User user, @Nullable OpaqueToken next) {}

    private static final Turned ENDED = new Turned(null, null);

    private final Users users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final SignInThrottle throttle;
    private final Transactions transactions;

    SignIn(
            Users users,
            Passwords passwords,
            Sessions sessions,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            SignInThrottle throttle,
            Transactions transactions) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.throttle = throttle;
        this.transactions = transactions;
    }

    /** 401 {@code bad-credentials}, in the same words and time whether the account is not there or the password wrong. */
    Mono<Tokens> login(String email, String password, String address) {
        SignInThrottle.Attempt attempt = new SignInThrottle.Attempt(NewUser.canonical(email), address);
        return throttle.enter(attempt)
                .flatMap(entry -> account(attempt.email(), password)
                        .switchIfEmpty(Mono.defer(() -> throttle.fail(entry).then(Mono.error(SignIn::badCredentials))))
                        .flatMap(user -> throttle.succeed(entry).then(begin(user))));
    }

    /** The same person may have accounts in several teams; the password says which one is meant. */
    private Mono<User> account(String email, String password) {
        return users.accounts(email)
                .collectList()
                .flatMap(accounts -> accounts.isEmpty()
                        ? passwords.matches(password, null).then(Mono.empty())
                        : Flux.fromIterable(accounts)
                                .concatMap(account -> passwords
                                        .matches(password, account.passwordHash())
                                        .filter(right -> right)
                                        .map(right -> account.user()))
                                .next());
    }

    private Mono<Tokens> begin(User user) {
        return transactions
                .run(sessions.begin(user.team(), user.id())
                        .flatMap(session -> refreshTokens.first(user.team(), session)))
                .flatMap(token -> tokens(user, token));
    }

    Mono<Tokens> refresh(String refreshToken) {
        return Mono.justOrEmpty(OpaqueToken.parse(refreshToken))
                .flatMap(token -> transactions.run(turn(token)))
                .flatMap(turned -> turned.user() == null || turned.next() == null
                        ? Mono.<Tokens>empty()
                        : tokens(turned.user(), turned.next()))
                .switchIfEmpty(Mono.error(SignIn::badRefreshToken));
    }

    /** Ends in a value also where the session must end, so that this is committed. */
    private Mono<Turned> turn(OpaqueToken token) {
        return sessions.lock(token.team(), token.session())
                .flatMap(user -> refreshTokens.turn(token).flatMap(turn -> switch (turn) {
                    case RefreshTokens.Turn.Next next -> Mono.just(new Turned(user, next.token()));
                    case RefreshTokens.Turn.Reused ignored ->
                        sessions.end(token.team(), token.session(), Sessions.End.TOKEN_REUSED)
                                .thenReturn(ENDED);
                    case RefreshTokens.Turn.Unknown ignored -> Mono.just(ENDED);
                }))
                .defaultIfEmpty(ENDED);
    }

    private Mono<Tokens> tokens(User user, OpaqueToken refreshToken) {
        return accessTokens.issue(user, refreshToken.session()).map(access -> new Tokens(access, refreshToken));
    }

    Mono<Void> logout(SignedIn signedIn) {
        return sessions.end(signedIn.caller().team(), signedIn.session(), Sessions.End.SIGNED_OUT);
    }

    private static Problem badCredentials() {
        return new Problem(
                HttpStatus.UNAUTHORIZED, "bad-credentials", "This e-mail address and password do not match.");
    }

    private static Problem badRefreshToken() {
        return new Problem(HttpStatus.UNAUTHORIZED, "invalid-refresh-token", "Sign in again.");
    }
}
