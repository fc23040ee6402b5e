package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Binds;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.SortKey;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The users of the teams. */
@Component
public class Users {

    private static final Keyset USERS = Keyset.of("app_user u", "u.id")
            .sort("createdAt", "u.created_at", SortKey.TIME)
            .sort("name", "lower(u.name)", SortKey.TEXT)
            .sort("email", "u.email", SortKey.TEXT);

    private static final int MOST_ACCOUNTS = 10;

    /** An account that an e-mail address may sign in to. */
    record Account(User user, String passwordHash) {}

    private final DatabaseClient database;
    private final Passwords passwords;

    Users(DatabaseClient database, Passwords passwords) {
        this.database = database;
        this.passwords = passwords;
    }

    /** The user of this e-mail address in the team; made where there is none yet, otherwise left as it is. */
    public Mono<UserId> establish(TeamId team, NewUser user) {
        return byEmail(team, user.email())
                .switchIfEmpty(Mono.defer(() -> insert(team, user)))
                .switchIfEmpty(Mono.defer(() -> byEmail(team, user.email())))
                .map(User::id);
    }

    /** Gives a user another password; sessions that are open stay so. */
    public Mono<Void> setPassword(TeamId team, UserId user, String password) {
        return passwords
                .hash(password)
                .flatMap(hash -> database.sql("""
                        UPDATE app_user SET password_hash = :hash, updated_at = now(), version = version + 1
                        WHERE team_id = :team AND id = :id AND deleted_at IS NULL
                        """)
                        .bind("hash", hash)
                        .bind("team", team.value())
                        .bind("id", user.value())
                        .fetch()
                        .rowsUpdated()
                        .then());
    }

    /** Whether this is an active user of the team, to whom work can be given. */
    public Mono<Boolean> isActive(TeamId team, UserId user) {
        return database.sql("""
                SELECT EXISTS (SELECT FROM app_user
                WHERE team_id = :team AND id = :id AND active AND deleted_at IS NULL) AS found
                """)
                .bind("team", team.value())
                .bind("id", user.value())
                .map(row -> Objects.requireNonNull(row.get("found", Boolean.class)))
                .one();
    }

    /** A new user; empty where the team has one of this e-mail address. */
    Mono<User> insert(TeamId team, NewUser user) {
        return passwords.hash(user.password()).flatMap(hash -> insert(team, user, hash));
    }

    Mono<User> insert(TeamId team, NewUser user, String passwordHash) {
        return database.sql("""
                INSERT INTO app_user (team_id, email, name, role, password_hash)
                VALUES (:team, :email, :name, :role, :hash)
                ON CONFLICT (team_id, email) WHERE deleted_at IS NULL DO NOTHING RETURNING *
                """)
                .bind("team", team.value())
                .bind("email", user.email())
                .bind("name", user.name())
                .bind("role", user.role().name())
                .bind("hash", passwordHash)
                .map(Users::read)
                .one();
    }

    Mono<User> find(TeamId team, UserId user) {
        return database.sql("SELECT * FROM app_user WHERE team_id = :team AND id = :id AND deleted_at IS NULL")
                .bind("team", team.value())
                .bind("id", user.value())
                .map(Users::read)
                .one();
    }

    private Mono<User> byEmail(TeamId team, String email) {
        return database.sql("SELECT * FROM app_user WHERE team_id = :team AND email = :email AND deleted_at IS NULL")
                .bind("team", team.value())
                .bind("email", email)
                .map(Users::read)
                .one();
    }

    Mono<Page<User>> list(TeamId team, @Nullable Role role, PageRequest page) {
        return USERS.select("u.*")
                .where("u.team_id = :team", "team", team.value())
                .where("u.deleted_at IS NULL")
                .whereIf("u.role = :role", "role", role)
                .page(database, page, Users::read);
    }

    /** The accounts of an e-mail address, whatever the team, the one used last first: sign-in knows no team yet. */
    Flux<Account> accounts(String email) {
        return database.sql("""
                SELECT * FROM app_user WHERE email = :email AND active AND deleted_at IS NULL
                ORDER BY last_sign_in_at DESC NULLS LAST, created_at LIMIT :most
                """)
                .bind("email", email)
                .bind("most", MOST_ACCOUNTS)
                .map(row -> new Account(read(row), Objects.requireNonNull(row.get("password_hash", String.class))))
                .all();
    }

    Mono<String> passwordHash(TeamId team, UserId user) {
        return database.sql("SELECT password_hash FROM app_user WHERE team_id = :team AND id = :id")
                .bind("team", team.value())
                .bind("id", user.value())
                .map(row -> Objects.requireNonNull(row.get("password_hash", String.class)))
                .one();
    }

    /** Writes all that may change, where the version is still the one read; empty otherwise. */
    Mono<User> update(User user, @Nullable String passwordHash) {
        return database.sql("""
                UPDATE app_user SET email = :email, name = :name, role = :role, active = :active,
                    password_hash = coalesce(:hash, password_hash), updated_at = now(), version = version + 1
                WHERE team_id = :team AND id = :id AND version = :version AND deleted_at IS NULL RETURNING *
                """)
                .bind("team", user.team().value())
                .bind("id", user.id().value())
                .bind("version", user.version())
                .bind("email", user.email())
                .bind("name", user.name())
                .bind("role", user.role().name())
                .bind("active", user.active())
                .bind("hash", Binds.orNull(passwordHash, String.class))
                .map(Users::read)
                .one();
    }

    /** The row stays for those who refer to it; name and address do not. */
    Mono<Long> delete(TeamId team, UserId user) {
        return database.sql("""
                UPDATE app_user SET deleted_at = now(), updated_at = now(), version = version + 1, active = false,
                    email = '', name = '', password_hash = ''
                WHERE team_id = :team AND id = :id AND deleted_at IS NULL
                """)
                .bind("team", team.value())
                .bind("id", user.value())
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> otherAdmins(TeamId team, UserId user) {
        return database.sql("""
                SELECT count(*) AS others FROM app_user
                WHERE team_id = :team AND id <> :id AND role = 'ADMIN' AND active AND deleted_at IS NULL
                """)
                .bind("team", team.value())
                .bind("id", user.value())
                .map(row -> Objects.requireNonNull(row.get("others", Long.class)))
                .one();
    }

    static User read(Readable row) {
        return new User(
                new TeamId(Objects.requireNonNull(row.get("team_id", UUID.class))),
                new UserId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("email", String.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Role.valueOf(Objects.requireNonNull(row.get("role", String.class))),
                Objects.requireNonNull(row.get("active", Boolean.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)),
                Objects.requireNonNull(row.get("version", Integer.class)));
    }
}
