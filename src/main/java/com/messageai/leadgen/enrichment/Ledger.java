package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The money: every paid call is held here before it is made and settled after. Each method is one statement and so a
 * transaction by itself, which nobody's cancel can halve; it takes the campaign's row and rows of its own, nothing else.
 */
@Component
class Ledger {

    // A question that is open already is not held again: its own prospect goes on under the same hold, and so does
    // another one when nobody has touched it for long. Two that come here at the same moment meet at the unique index.
    private static final String HOLD = """
            WITH open AS (
                SELECT id, state, prospect_id = :prospect OR touched_at < now() - CAST(:abandoned AS interval) AS ours
                FROM ledger_entry
                WHERE team_id = :team AND provider = :provider AND endpoint = :endpoint AND request_hash = :key
                  AND state IN ('RESERVED', 'SUBMITTED')),
            room AS (
                UPDATE prospecting_campaign SET reserved = reserved + :price
                WHERE team_id = :team AND id = :campaign AND NOT EXISTS (SELECT 1 FROM open)
                  AND (budget IS NULL OR (currency = :currency AND spent + reserved + :price <= budget))
                RETURNING id),
            held AS (
                INSERT INTO ledger_entry
                    (team_id, id, campaign_id, prospect_id, provider, endpoint, request_hash, state, held, currency)
                SELECT :team, :id, room.id, :prospect, :provider, :endpoint, :key, 'RESERVED', :price, :currency
                FROM room
                RETURNING id, state)
            SELECT id, state, ours FROM open UNION ALL SELECT id, state, true FROM held
            """;

    // Somebody else may have asked and settled between our look at what is kept and our hold. From the hold on nobody
    // else can, so that this look, later than it, is the one that counts. A worker that lost its claim without noticing
    // may have the same hold: where a repeat is billed, one of the two asks.
    private static final String SUBMIT = """
            UPDATE ledger_entry l SET state = 'SUBMITTED', asks = asks + 1, touched_at = now()
            WHERE team_id = :team AND id = :id AND (state = 'RESERVED' OR state = 'SUBMITTED' AND :repeat)
              AND NOT EXISTS (
                  SELECT 1 FROM enrichment_result r
                  WHERE r.team_id = :team AND r.provider = l.provider AND r.endpoint = l.endpoint
                    AND r.request_hash = l.request_hash AND r.expires_at > now())
            RETURNING asks
            """;

    // The answer is kept in the statement that settles its price, so that neither is ever there without the other.
    private static final String SETTLE = """
            WITH settled AS (
                UPDATE ledger_entry
                SET state = :state, outcome = :outcome, cost = :cost, touched_at = now(), settled_at = now()
                WHERE team_id = :team AND id = :id AND state IN ('RESERVED', 'SUBMITTED')
                RETURNING campaign_id, provider, endpoint, request_hash, held),
            paid AS (
                UPDATE prospecting_campaign c
                SET reserved = c.reserved - settled.held, spent = c.spent + :cost
                FROM settled WHERE c.team_id = :team AND c.id = settled.campaign_id)
            INSERT INTO enrichment_result AS r
                (team_id, person_id, provider, endpoint, request_hash, outcome, data, cost, expires_at)
            SELECT :team, CAST(:person AS uuid), provider, endpoint, request_hash, :result, CAST(:data AS jsonb), :cost,
                   now() + CAST(:ttl AS interval)
            FROM settled
            ON CONFLICT (team_id, provider, endpoint, request_hash) DO UPDATE
            SET outcome = excluded.outcome, data = excluded.data, cost = excluded.cost, fetched_at = now(),
                expires_at = excluded.expires_at, person_id = excluded.person_id
            WHERE r.outcome <> 'OPTED_OUT'
            """;

    private static final String NOT_KNOWN = """
            WITH lost AS (
                UPDATE ledger_entry SET state = 'UNKNOWN', outcome = 'UNKNOWN', touched_at = now()
                WHERE team_id = :team AND id = :id AND state IN ('RESERVED', 'SUBMITTED')
                RETURNING provider, endpoint, request_hash)
            INSERT INTO enrichment_result (team_id, person_id, provider, endpoint, request_hash, outcome, expires_at)
            SELECT :team, CAST(:person AS uuid), provider, endpoint, request_hash, 'UNKNOWN',
                   now() + CAST(:ttl AS interval)
            FROM lost
            ON CONFLICT (team_id, provider, endpoint, request_hash) DO UPDATE
            SET outcome = 'UNKNOWN', data = NULL, cost = 0, fetched_at = now(), expires_at = excluded.expires_at
            """;

    // The provider has said that it is still working: the question may be put again, and nothing is in doubt.
    private static final String AWAIT = """
            UPDATE ledger_entry SET state = 'RESERVED', touched_at = now()
            WHERE team_id = :team AND id = :id AND state = 'SUBMITTED'
            """;

    // Whatever was asked before under the same hold may have been billed, so that the hold stays in that case.
    private static final String RELEASE = """
            WITH asked_before AS (
                UPDATE ledger_entry SET state = 'RESERVED', asks = asks - 1, touched_at = now()
                WHERE team_id = :team AND id = :id AND state = 'SUBMITTED' AND asks > 1),
            released AS (
                UPDATE ledger_entry
                SET state = 'RELEASED', outcome = 'ERROR', touched_at = now(), settled_at = now()
                WHERE team_id = :team AND id = :id AND state = 'SUBMITTED' AND asks = 1
                RETURNING campaign_id, held)
            UPDATE prospecting_campaign c SET reserved = c.reserved - released.held
            FROM released WHERE c.team_id = :team AND c.id = released.campaign_id
            """;

    // A call that was never made leaves no line behind, however often a limit turned it away.
    private static final String FORGET = """
            WITH asked_before AS (
                UPDATE ledger_entry SET state = 'RESERVED', asks = asks - 1, touched_at = now()
                WHERE team_id = :team AND id = :id AND state = 'SUBMITTED' AND asks > 1),
            forgotten AS (
                DELETE FROM ledger_entry
                WHERE team_id = :team AND id = :id
                  AND (state = 'SUBMITTED' AND asks = 1 OR state = 'RESERVED' AND asks = 0)
                RETURNING campaign_id, held)
            UPDATE prospecting_campaign c SET reserved = c.reserved - forgotten.held
            FROM forgotten WHERE c.team_id = :team AND c.id = forgotten.campaign_id
            """;

    // Never asked: given back. Asked: spent, since the provider may have billed it.
    private static final String RECONCILE = """
            WITH due AS (
                SELECT id, asks = 0 AS never_asked FROM ledger_entry
                WHERE team_id = :team AND state IN ('RESERVED', 'SUBMITTED', 'UNKNOWN')
                  AND touched_at < now() - CAST(:age AS interval)
                ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED),
            closed AS (
                UPDATE ledger_entry l
                SET state = CASE WHEN due.never_asked THEN 'RELEASED' ELSE 'SETTLED' END,
                    outcome = CASE WHEN due.never_asked THEN 'ERROR' ELSE 'UNKNOWN' END,
                    cost = CASE WHEN due.never_asked THEN 0 ELSE l.held END,
                    settled_at = now()
                FROM due WHERE l.team_id = :team AND l.id = due.id
                RETURNING l.campaign_id, l.held, l.cost),
            paid AS (
                UPDATE prospecting_campaign c SET reserved = c.reserved - sums.held, spent = c.spent + sums.cost
                FROM (SELECT campaign_id, sum(held) AS held, sum(cost) AS cost FROM closed GROUP BY campaign_id) sums
                WHERE c.team_id = :team AND c.id = sums.campaign_id)
            SELECT count(*) AS closed FROM closed
            """;

    static final int RECONCILED_AT_ONCE = 500;

    private final DatabaseClient database;
    private final JsonMapper json;

    Ledger(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * A place on the ledger.
     *
     * @param submitted whether the question may have been asked under it, and its answer have got lost
     * @param ours false when another prospect's job has the same question in hand
     */
    record Hold(TeamId team, UUID id, boolean submitted, boolean ours) {}

    /** Holds the price of a question; fails with {@link BudgetSpent} where the campaign can't pay it. */
    Mono<Hold> hold(
            EnrichmentRequest request,
            Endpoint endpoint,
            byte[] key,
            BigDecimal price,
            String currency,
            Duration abandonedAfter) {
        return database.sql(HOLD)
                .bind("team", request.team().value())
                .bind("id", Ids.next())
                .bind("campaign", request.campaign().value())
                .bind("prospect", request.prospect().value())
                .bind("provider", endpoint.provider())
                .bind("endpoint", endpoint.name())
                .bind("key", key)
                .bind("price", price)
                .bind("currency", currency)
                .bind("abandoned", interval(abandonedAfter))
                .map(row -> new Hold(
                        request.team(),
                        Rows.required(row, "id", UUID.class),
                        "SUBMITTED".equals(row.get("state", String.class)),
                        Rows.required(row, "ours", Boolean.class)))
                .one()
                .onErrorResume(DuplicateKeyException.class, twin -> Mono.just(inOtherHands(request)))
                .switchIfEmpty(Mono.error(() -> new BudgetSpent(request.campaign())));
    }

    /**
     * From here on the question may reach the provider. Gives how often it has been asked by now, this time included;
     * empty where it must not be asked: its answer is kept meanwhile, somebody else is asking, or the hold is closed.
     *
     * @param repeat whether it may be asked while somebody else may be asking
     */
    Mono<Integer> submit(Hold hold, boolean repeat) {
        return statement(SUBMIT, hold)
                .bind("repeat", repeat)
                .map(row -> Rows.required(row, "asks", Integer.class))
                .one();
    }

    /** Keeps an answer and pays for it. An answer that came too late, after the hold was closed, changes nothing. */
    Mono<Void> settle(Hold hold, Question question, Kept answer, Duration ttl) {
        boolean known = answer.outcome() == Kept.Outcome.HIT || answer.outcome() == Kept.Outcome.MISS;
        DatabaseClient.GenericExecuteSpec statement = statement(SETTLE, hold)
                .bind("state", answer.outcome() == Kept.Outcome.OPTED_OUT ? "RELEASED" : "SETTLED")
                .bind("outcome", known ? answer.outcome().name() : "UNKNOWN")
                .bind("result", answer.outcome().name())
                .bind("cost", answer.cost())
                .bind("ttl", interval(ttl));
        statement = withPerson(statement, question);
        statement = answer.finding() == null
                ? statement.bindNull("data", String.class)
                : statement.bind("data", json.writeValueAsString(answer.finding()));
        return statement.then();
    }

    /** Sent, no answer, and asking again might be paid again: left alone until it is reconciled. */
    Mono<Void> notKnown(Hold hold, Question question, Duration ttl) {
        return withPerson(statement(NOT_KNOWN, hold), question)
                .bind("ttl", interval(ttl))
                .then();
    }

    /** The provider is still working on it: to be asked again under this hold. */
    Mono<Void> await(Hold hold) {
        return statement(AWAIT, hold).then();
    }

    /** The call failed in a way that is not billed. Had it been asked before, the hold stays for the next asking. */
    Mono<Void> release(Hold hold) {
        return statement(RELEASE, hold).then();
    }

    /** The call was not made. Had it been made before under this hold, the hold stays. */
    Mono<Void> forget(Hold hold) {
        return statement(FORGET, hold).then();
    }

    /**
     * Closes what nobody came back for: a hold whose question was never sent is given back, one whose outcome is not
     * known is spent. To be called now and then for each team.
     *
     * @param age since when nobody has touched it
     * @return how many were closed, at most 500 a call
     */
    Mono<Long> reconcile(TeamId team, Duration age) {
        return database.sql(RECONCILE)
                .bind("team", team.value())
                .bind("age", interval(age))
                .bind("limit", RECONCILED_AT_ONCE)
                .map(row -> Rows.required(row, "closed", Long.class))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec statement(String sql, Hold hold) {
        return database.sql(sql).bind("team", hold.team().value()).bind("id", hold.id());
    }

    private static DatabaseClient.GenericExecuteSpec withPerson(
            DatabaseClient.GenericExecuteSpec statement, Question question) {
        return question.person() == null
                ? statement.bindNull("person", UUID.class)
                : statement.bind("person", question.person().value());
    }

    private static Hold inOtherHands(EnrichmentRequest request) {
        return new Hold(request.team(), Ids.next(), true, false);
    }

    private static String interval(Duration duration) {
        return duration.toMillis() + " milliseconds";
    }
}
