package com.messageai.leadgen.journal;

import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the journal without opening all of its days, which takes longer than reading one of them does.
 *
 * <p>Most readers are at the head. So the last hour is read first; and as every entry says what comes before it, it shows
 * whether that was all. Where it was not, the entry to go on from tells the day to begin with. Times are given as values,
 * so that PostgreSQL does not even plan for other days. The first guess is by this instance's clock, and costs time when
 * that is wrong, never an entry.
 */
@Component
class Entries {

    private static final Duration RECENT = Duration.ofHours(1);
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final String BETWEEN = """
            SELECT number, campaign_id, previous, type, data::text AS data, at,
                   now() < :until - interval '1 hour' AS timely
            FROM campaign_event
            WHERE team_id = :team AND %s AND number > :number AND at >= :from AND at < :until
            ORDER BY number LIMIT :limit
            """;
    private static final String OF_TEAM = BETWEEN.formatted("TRUE");
    private static final String OF_CAMPAIGN = BETWEEN.formatted("campaign_id = :campaign");

    // Times follow the numbers, but for a database whose clock was set back. An entry that is gone tells nothing.
    private static final String PLACE = """
            SELECT coalesce((SELECT at FROM campaign_event WHERE team_id = :team AND number = :number LIMIT 1)
                                - interval '1 minute',
                            'epoch') AS "from",
                   now() + interval '1 day' AS until
            """;

    /** @param campaign null for all of the team */
    private record Place(TeamId team, @Nullable UUID campaign, long number) {

        /** Whether nothing is missing between the two. */
        boolean joins(@Nullable JournalEntry before, JournalEntry next) {
            if (campaign == null) {
                return next.number() == (before == null ? number : before.number()) + 1;
            }
            return before == null ? next.previous() <= number : next.previous() == before.number();
        }
    }

    private record Period(Instant from, Instant until) {}

    /** @param timely whether PostgreSQL's clock, too, is well before the end of the period that was read */
    private record Found(JournalEntry entry, boolean timely) {}

    private final DatabaseClient database;
    private final Clock clock;

    Entries(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** At most {@code limit} entries after {@code number}, oldest first. @param campaign null for all of the team */
    Flux<JournalEntry> after(TeamId team, @Nullable UUID campaign, long number, int limit) {
        Place place = new Place(team, campaign, number);
        return Mono.fromSupplier(clock::instant)
                .flatMap(now -> read(place, new Period(now.minus(RECENT), now.plus(AHEAD)), limit))
                .filter(recent -> isWhole(place, recent))
                .switchIfEmpty(Mono.defer(() -> period(place).flatMap(period -> read(place, period, limit))))
                .flatMapIterable(found -> found)
                .map(Found::entry);
    }

    private static boolean isWhole(Place place, List<Found> recent) {
        JournalEntry before = null;
        for (Found found : recent) {
            if (!found.timely() || !place.joins(before, found.entry())) {
                return false;
            }
            before = found.entry();
        }
        return before != null;
    }

    private Mono<Period> period(Place place) {
        return database.sql(PLACE)
                .bind("team", place.team().value())
                .bind("number", place.number())
                .map(row -> new Period(
                        Rows.required(row, "from", Instant.class), Rows.required(row, "until", Instant.class)))
                .one();
    }

    private Mono<List<Found>> read(Place place, Period period, int limit) {
        DatabaseClient.GenericExecuteSpec statement = place.campaign() == null
                ? database.sql(OF_TEAM)
                : database.sql(OF_CAMPAIGN).bind("campaign", place.campaign());
        return statement
                .bind("team", place.team().value())
                .bind("number", place.number())
                .bind("from", period.from())
                .bind("until", period.until())
                .bind("limit", limit)
                .map(row -> new Found(
                        new JournalEntry(
                                Rows.required(row, "number", Long.class),
                                Rows.required(row, "campaign_id", UUID.class),
                                Rows.required(row, "previous", Long.class),
                                Rows.required(row, "type", String.class),
                                Rows.required(row, "data", String.class),
                                Rows.required(row, "at", Instant.class)),
                        Rows.required(row, "timely", Boolean.class)))
                .all()
                .collectList();
    }
}
