package com.messageai.leadgen.scoring;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What an index is known to hold of each ICP, and who is at it. Whoever claims a row has it alone for the lease, so that no
 * older vector is written over a newer one, and none after it was taken away.
 */
@Component
class IcpVectorRows {

    /** The difference between the ICPs that there are and the vectors that were written. */
    private static final String BEHIND = """
            FROM icp i LEFT JOIN icp_vector k
                 ON k.team_id = i.team_id AND k.icp_id = i.id AND k.index_name = :index
            WHERE k.version IS DISTINCT FROM i.version AND (k.due_at IS NULL OR k.due_at <= now())
            """;

    private static final String GONE = """
            FROM icp_vector k
            WHERE k.index_name = :index AND k.due_at <= now()
              AND NOT EXISTS (SELECT 1 FROM icp i WHERE i.team_id = k.team_id AND i.id = k.icp_id)
            """;

    private static final int TEAMS = 1_000;

    private final DatabaseClient database;

    IcpVectorRows(DatabaseClient database) {
        this.database = database;
    }

    /** What one claim is about. */
    record Claim(TeamId team, String index, UUID id) {}

    /** Teams with ICPs whose vector is missing or of an older version; not all where they are many. */
    Flux<TeamId> teamsBehind(String index) {
        return teams("SELECT DISTINCT i.team_id " + BEHIND, index);
    }

    /** Teams with ICPs that are gone and whose vector may still be there. */
    Flux<TeamId> teamsWithGone(String index) {
        return teams("SELECT DISTINCT k.team_id " + GONE, index);
    }

    private Flux<TeamId> teams(String sql, String index) {
        return database.sql(sql + " LIMIT " + TEAMS)
                .bind("index", index)
                .map(row -> new TeamId(Rows.required(row, "team_id", UUID.class)))
                .all();
    }

    /** Each has a row before anything is written for it. */
    Flux<IcpId> claimBehind(Claim claim, Duration lease, int most) {
        return claimed("""
                INSERT INTO icp_vector AS v (team_id, icp_id, index_name, claim, due_at)
                SELECT i.team_id, i.id, :index, :claim, now() + :lease * interval '1 millisecond'
                %s AND i.team_id = :team
                ORDER BY i.id LIMIT :most
                ON CONFLICT (team_id, icp_id, index_name)
                DO UPDATE SET claim = EXCLUDED.claim, due_at = EXCLUDED.due_at WHERE v.due_at <= now()
                RETURNING icp_id
                """.formatted(BEHIND), claim, lease, most);
    }

    Flux<IcpId> claimGone(Claim claim, Duration lease, int most) {
        return claimed("""
                UPDATE icp_vector v SET claim = :claim, due_at = now() + :lease * interval '1 millisecond'
                FROM (SELECT k.icp_id %s AND k.team_id = :team
                      ORDER BY k.icp_id LIMIT :most FOR UPDATE OF k SKIP LOCKED) gone
                WHERE v.team_id = :team AND v.icp_id = gone.icp_id AND v.index_name = :index
                RETURNING v.icp_id
                """.formatted(GONE), claim, lease, most);
    }

    private Flux<IcpId> claimed(String sql, Claim claim, Duration lease, int most) {
        return of(claim, sql)
                .bind("lease", lease.toMillis())
                .bind("most", most)
                .map(row -> new IcpId(Rows.required(row, "icp_id", UUID.class)))
                .all();
    }

    /** @param versions of the ICPs whose vectors are written */
    Mono<Void> written(Claim claim, Map<IcpId, Integer> versions) {
        List<IcpId> icps = List.copyOf(versions.keySet());
        return of(claim, """
                        UPDATE icp_vector v SET version = w.version, claim = NULL, due_at = now()
                        FROM UNNEST(CAST(:icps AS uuid[]), CAST(:versions AS int[])) AS w (icp_id, version)
                        WHERE v.team_id = :team AND v.icp_id = w.icp_id AND v.index_name = :index AND v.claim = :claim
                        """)
                .bind("icps", uuids(icps))
                .bind("versions", icps.stream().map(versions::get).toArray(Integer[]::new))
                .then();
    }

    /** Their vectors are gone as they are. */
    Mono<Void> forget(Claim claim, Collection<IcpId> icps) {
        return of(claim, """
                        DELETE FROM icp_vector
                        WHERE team_id = :team AND icp_id = ANY (CAST(:icps AS uuid[])) AND index_name = :index
                          AND claim = :claim
                        """).bind("icps", uuids(icps)).then();
    }

    /** What is still claimed is due again after a while. */
    Mono<Void> giveBack(Claim claim, Duration after) {
        return of(claim, """
                        UPDATE icp_vector SET claim = NULL, due_at = now() + :after * interval '1 millisecond'
                        WHERE team_id = :team AND index_name = :index AND claim = :claim
                        """).bind("after", after.toMillis()).then();
    }

    private DatabaseClient.GenericExecuteSpec of(Claim claim, String sql) {
        return database.sql(sql)
                .bind("team", claim.team().value())
                .bind("index", claim.index())
                .bind("claim", claim.id());
    }

    private static UUID[] uuids(Collection<IcpId> icps) {
        return icps.stream().map(IcpId::value).toArray(UUID[]::new);
    }
}
