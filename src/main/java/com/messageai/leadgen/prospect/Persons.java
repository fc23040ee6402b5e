package com.messageai.leadgen.prospect;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.KeyedHash;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is who within a team. Belongs into the transaction of the stage, before prospects and leads. */
@Component
public class Persons {

    private static final int RACES = 3;

    private final DatabaseClient database;
    private final KeyedHash hash;

    Persons(DatabaseClient database, KeyedHash hash) {
        this.database = database;
        this.hash = hash;
    }

    /** By what a person is recognised. */
    public enum Kind {
        PROFILE,
        PROFILE_URL,
        /** Only addresses that were verified: an address that somebody typed proves nothing. */
        EMAIL
    }

    /** @param value in its canonical form */
    public record Identity(Kind kind, String value) {

        public static Identity profile(Platform platform, String platformProfileId) {
            return new Identity(Kind.PROFILE, platform + ":" + platformProfileId);
        }

        public static Identity profileUrl(String canonicalUrl) {
            return new Identity(Kind.PROFILE_URL, canonicalUrl);
        }

        public static Identity email(String address) {
            return new Identity(Kind.EMAIL, address.strip().toLowerCase(Locale.ROOT));
        }
    }

    /** Somebody, with all that identifies them; without any identity it is a person of its own. */
    public record Sighting(String name, List<Identity> identities) {

        /** The person behind a platform's profile. */
        public static Sighting of(Profile profile) {
            List<Identity> identities = new ArrayList<>();
            identities.add(Identity.profile(profile.platform(), profile.platformProfileId()));
            if (profile.profileUrl() != null) {
                identities.add(Identity.profileUrl(profile.profileUrl()));
            }
            return new Sighting(profile.name(), identities);
        }
    }

    private record Key(Kind kind, String hash) {}

    private record Hashed(String name, List<Key> keys) {}

    /** The persons behind the sightings, in their order: known ones by any identity, new ones otherwise. */
    public Mono<List<PersonId>> resolve(TeamId team, List<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return Mono.just(List.of());
        }
        return hash.hasher()
                .flatMap(hasher -> resolve(
                        team,
                        sightings.stream()
                                .map(sighting -> hashed(hasher, sighting))
                                .toList(),
                        RACES));
    }

    private Mono<List<PersonId>> resolve(TeamId team, List<Hashed> sightings, int races) {
        List<Key> keys = sightings.stream()
                .flatMap(sighting -> sighting.keys().stream())
                .distinct()
                .sorted(Comparator.comparing(Key::kind).thenComparing(Key::hash))
                .toList();
        return known(team, keys).flatMap(known -> {
            Map<Key, PersonId> owners = new HashMap<>(known);
            Map<PersonId, String> created = new LinkedHashMap<>();
            List<PersonId> persons = new ArrayList<>(sightings.size());
            for (Hashed sighting : sightings) {
                PersonId person = sighting.keys().stream()
                        .map(owners::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                if (person == null) {
                    person = new PersonId(Ids.next());
                    created.put(person, sighting.name());
                }
                for (Key key : sighting.keys()) {
                    owners.putIfAbsent(key, person);
                }
                persons.add(person);
            }
            List<Key> missing =
                    keys.stream().filter(key -> !known.containsKey(key)).toList();
            if (missing.isEmpty() && created.isEmpty()) {
                return Mono.just(persons);
            }
            return insert(team, created, missing, owners).flatMap(inserted -> {
                if (inserted == missing.size()) {
                    return Mono.just(persons);
                }
                // Somebody else's transaction saw one of them first; it has ended by now, so we see it too.
                return races == 0
                        ? Mono.error(new IllegalStateException("identities change faster than they can be read"))
                        : forget(
                                        team,
                                        created.keySet().stream()
                                                .map(PersonId::value)
                                                .toArray(UUID[]::new))
                                .then(resolve(team, sightings, races - 1));
            });
        });
    }

    private Mono<Map<Key, PersonId>> known(TeamId team, List<Key> keys) {
        return database.sql("""
                        SELECT i.kind, encode(i.hash, 'hex') AS hash, i.person_id
                        FROM UNNEST(:kinds::text[], :hashes::text[]) AS k(kind, hash)
                        JOIN person_identity i ON i.team_id = :team AND i.kind = k.kind AND i.hash = decode(k.hash, 'hex')
                        """)
                .bind("team", team.value())
                .bind("kinds", keys.stream().map(key -> key.kind().name()).toArray(String[]::new))
                .bind("hashes", keys.stream().map(Key::hash).toArray(String[]::new))
                .map(row -> Map.entry(
                        new Key(
                                Kind.valueOf(Rows.required(row, "kind", String.class)),
                                Rows.required(row, "hash", String.class)),
                        new PersonId(Rows.required(row, "person_id", UUID.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Long> insert(TeamId team, Map<PersonId, String> created, List<Key> keys, Map<Key, PersonId> owners) {
        return database.sql("""
                        WITH persons AS (
                            INSERT INTO person (team_id, id, name)
                            SELECT :team, p.id, p.name FROM UNNEST(:persons::uuid[], :names::text[]) AS p(id, name))
                        INSERT INTO person_identity (team_id, kind, hash, person_id)
                        SELECT :team, k.kind, decode(k.hash, 'hex'), k.person
                        FROM UNNEST(:kinds::text[], :hashes::text[], :owners::uuid[]) AS k(kind, hash, person)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("team", team.value())
                .bind("persons", created.keySet().stream().map(PersonId::value).toArray(UUID[]::new))
                .bind("names", created.values().toArray(String[]::new))
                .bind("kinds", keys.stream().map(key -> key.kind().name()).toArray(String[]::new))
                .bind("hashes", keys.stream().map(Key::hash).toArray(String[]::new))
                .bind(
                        "owners",
                        keys.stream()
                                .map(key ->
                                        Objects.requireNonNull(owners.get(key)).value())
                                .toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Void> forget(TeamId team, UUID[] persons) {
        return database.sql("""
                        WITH gone AS (
                            DELETE FROM person_identity WHERE team_id = :team AND person_id = ANY(:persons))
                        DELETE FROM person WHERE team_id = :team AND id = ANY(:persons)
                        """)
                .bind("team", team.value())
                .bind("persons", persons)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * Gives a person a verified e-mail address. When the address belongs to another person already, the two are one: the
     * younger is merged into the elder.
     *
     * @return the person that is left
     */
    public Mono<PersonId> verifiedEmail(TeamId team, PersonId person, String address) {
        return hash.hasher().flatMap(hasher -> {
            String key = hash(hasher, Identity.email(address));
            return database.sql("""
                            INSERT INTO person_identity AS i (team_id, kind, hash, person_id)
                            VALUES (:team, 'EMAIL', decode(:hash, 'hex'), :person)
                            ON CONFLICT (team_id, kind, hash) DO UPDATE SET person_id = i.person_id
                            RETURNING person_id
                            """)
                    .bind("team", team.value())
                    .bind("hash", key)
                    .bind("person", person.value())
                    .map(row -> new PersonId(Rows.required(row, "person_id", UUID.class)))
                    .one()
                    .flatMap(owner -> owner.equals(person) ? Mono.just(person) : merge(team, owner, person));
        });
    }

    // Ids grow with time, so the smaller one is the elder. A younger person's open lead stays with it when the elder
    // has
    // one of its own: people may be working on both.
    private Mono<PersonId> merge(TeamId team, PersonId one, PersonId other) {
        boolean oneIsElder = one.toString().compareTo(other.toString()) < 0;
        PersonId elder = oneIsElder ? one : other;
        PersonId younger = oneIsElder ? other : one;
        return database.sql("""
                        WITH identities AS (
                            UPDATE person_identity SET person_id = :elder WHERE team_id = :team AND person_id = :younger),
                        prospects AS (
                            UPDATE prospect SET person_id = :elder WHERE team_id = :team AND person_id = :younger),
                        leads AS (
                            UPDATE lead SET person_id = :elder WHERE team_id = :team AND person_id = :younger
                              AND (status NOT IN ('NEW', 'CONTACTED', 'ENGAGED', 'QUALIFIED', 'NURTURE') OR NOT EXISTS (
                                  SELECT 1 FROM lead o WHERE o.team_id = :team AND o.person_id = :elder
                                    AND o.status IN ('NEW', 'CONTACTED', 'ENGAGED', 'QUALIFIED', 'NURTURE'))))
                        UPDATE person SET merged_into = :elder, updated_at = now()
                        WHERE team_id = :team AND (id = :younger OR merged_into = :younger)
                        """)
                .bind("team", team.value())
                .bind("elder", elder.value())
                .bind("younger", younger.value())
                .fetch()
                .rowsUpdated()
                .thenReturn(elder);
    }

    private static Hashed hashed(KeyedHash.Hasher hasher, Sighting sighting) {
        return new Hashed(
                sighting.name(),
                sighting.identities().stream()
                        .map(identity -> new Key(identity.kind(), hash(hasher, identity)))
                        .toList());
    }

    private static String hash(KeyedHash.Hasher hasher, Identity identity) {
        return HexFormat.of()
                .formatHex(hasher.hash("person-identity", identity.kind().name(), identity.value()));
    }
}
