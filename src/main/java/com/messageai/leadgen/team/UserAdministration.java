package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.Problem;
import com.messageai.leadgen.web.Problems;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Users come, change and go; a team always keeps somebody who manages it. */
@Component
class UserAdministration {

    private final Teams teams;
    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Transactions transactions;

    UserAdministration(Teams teams, Users users, Sessions sessions, Passwords passwords, Transactions transactions) {
        this.teams = teams;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    Mono<User> find(TeamId team, UserId id) {
        return users.find(team, id).switchIfEmpty(Mono.error(() -> Problems.notFound("user")));
    }

    /** The password's hash, computed before a transaction waits for it. */
    Mono<String> prepare(NewUser user) {
        return passwords.hash(user.password());
    }

    Mono<User> create(TeamId team, NewUser user, String passwordHash) {
        return users.insert(team, user, passwordHash)
                .switchIfEmpty(Mono.error(() -> Problems.duplicate("The team has a user with this e-mail address.")));
    }

    Mono<User> change(TeamId team, UserId id, IfMatch match, Function<User, UserChange> change) {
        return find(team, id)
                .flatMap(before -> {
                    match.check(before.version());
                    UserChange wanted = change.apply(before);
                    return hash(wanted)
                            .flatMap(hash -> transactions.run(change(before, wanted.applied(before), hash)))
                            .switchIfEmpty(Mono.error(Problems::preconditionFailed));
                })
                .doOnTerminate(() -> sessions.forget(id));
    }

    private Mono<Optional<String>> hash(UserChange change) {
        return change.password() == null
                ? Mono.just(Optional.empty())
                : passwords.hash(change.password()).map(Optional::of);
    }

    /** Sign-ins end with a new password and with deactivation; another role needs no new sign-in. */
    private Mono<User> change(User before, User after, Optional<String> passwordHash) {
        boolean stepsDown =
                before.role() == Role.ADMIN && before.active() && (after.role() != Role.ADMIN || !after.active());
        boolean mustSignIn = passwordHash.isPresent() || (before.active() && !after.active());
        return teams.lock(before.team())
                .then(stepsDown ? requireOtherAdmin(before.team(), before.id()) : Mono.empty())
                .then(users.update(after, passwordHash.orElse(null)))
                .delayUntil(user -> mustSignIn ? sessions.endAll(user.team(), user.id()) : Mono.empty());
    }

    Mono<Void> delete(TeamId team, UserId id, IfMatch match) {
        return transactions
                .run(teams.lock(team).then(find(team, id)).flatMap(user -> {
                    match.check(user.version());
                    return (user.role() == Role.ADMIN ? requireOtherAdmin(team, id) : Mono.<Void>empty())
                            .then(users.delete(team, id))
                            .then(sessions.endAll(team, id))
                            .thenReturn(user);
                }))
                .doOnTerminate(() -> sessions.forget(id))
                .then();
    }

    private Mono<Void> requireOtherAdmin(TeamId team, UserId user) {
        return users.otherAdmins(team, user)
                .filter(others -> others > 0)
                .switchIfEmpty(Mono.error(() -> new Problem(
                        HttpStatus.CONFLICT, "last-admin", "This is the last active administrator of the team.")))
                .then();
    }
}
