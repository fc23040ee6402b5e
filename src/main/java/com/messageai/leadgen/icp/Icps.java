package com.messageai.leadgen.icp;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.web.Problems;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The ideal customer profiles of each team, in versions: a change of the content keeps what was there before. */
@Component
public class Icps {

    private static final String NEWEST = "icp i JOIN icp_version v"
            + " ON v.team_id = i.team_id AND v.icp_id = i.id AND v.number = i.content_version";
    private static final String COLUMNS = "i.team_id, i.id, i.product_id, i.created_at, i.updated_at, i.version,"
            + " v.number, v.name, v.description, v.content";

    private static final Keyset BY_KEY = Keyset.of(NEWEST, "i.id")
            .sort("createdAt", "i.created_at", SortKey.TIME)
            .sort("name", "i.name", SortKey.TEXT);

    private static final Keyset VERSIONS = Keyset.of(
                    "icp_version v JOIN icp i ON i.team_id = v.team_id AND i.id = v.icp_id", "v.id")
            .sort("createdAt", "v.created_at", SortKey.TIME)
            .sort("icpVersion", "v.number", SortKey.INTEGER);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    Icps(DatabaseClient database, Transactions transactions, JsonMapper json, ApplicationEventPublisher events) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
        this.events = events;
    }

    /** The newest version; empty where the team has no such ICP. */
    public Mono<Icp> find(TeamId team, IcpId id) {
        return read(team, id).map(StoredIcp::icp);
    }

    /** Those of the ICPs that are there, as clients read them, in no order. */
    public Flux<IcpView> views(TeamId team, Collection<IcpId> ids) {
        return database.sql("SELECT " + COLUMNS + " FROM " + NEWEST
                        + " WHERE i.team_id = :team AND i.id = ANY (CAST(:ids AS uuid[]))")
                .bind("team", team.value())
                .bind("ids", ids.stream().map(IcpId::value).toArray(UUID[]::new))
                .map(row -> IcpView.of(stored(row)))
                .all();
    }

    /** The content as it was in one version, from 1; empty where there is no such ICP or version. */
    public Mono<Icp> version(TeamId team, IcpId id, int number) {
        return database.sql("SELECT " + COLUMNS + " FROM icp i JOIN icp_version v"
                        + " ON v.team_id = i.team_id AND v.icp_id = i.id"
                        + " WHERE i.team_id = :team AND i.id = :id AND v.number = :number")
                .bind("team", team.value())
                .bind("id", id.value())
                .bind("number", number)
                .map(row -> stored(row).icp())
                .one();
    }

    /** Keeps a first version, which must be within the rules; 422 where the team has no such product. */
    public Mono<Icp> create(TeamId team, ProductId product, String name, String description, IdealProfile profile) {
        return create(team, new StoredIcp.Content(product, name, description, profile))
                .map(StoredIcp::icp);
    }

    Mono<StoredIcp> create(TeamId team, StoredIcp.Content content) {
        return write("""
                WITH i AS (
                    INSERT INTO icp (team_id, id, product_id, name, description)
                    VALUES (:team, :id, :product, :name, :description)
                    RETURNING *),
                v AS (
                    INSERT INTO icp_version (team_id, icp_id, number, name, description, content)
                    SELECT team_id, id, content_version, name, description, CAST(:content AS jsonb) FROM i
                    RETURNING *)
                SELECT %s FROM i, v
                """, team, new IcpId(Ids.next()), content).delayUntil(this::tell);
    }

    private Mono<Void> tell(StoredIcp changed) {
        IcpChanged event = new IcpChanged(changed.icp().team(), changed.icp().id());
        return transactions.afterCommit(() -> events.publishEvent(event));
    }

    Mono<StoredIcp> read(TeamId team, IcpId id) {
        return select("", team, id);
    }

    /** @param product null for those of all products */
    Mono<Page<StoredIcp>> list(TeamId team, @Nullable ProductId product, PageRequest page) {
        return BY_KEY.select(COLUMNS)
                .where("i.team_id = :team", "team", team.value())
                .whereIf("i.product_id = :product", "product", product == null ? null : product.value())
                .page(database, page, this::stored);
    }

    /** What the ICP was; {@code createdAt} and {@code updatedAt} are those of the version. Empty page for none. */
    Mono<Page<IcpVersion>> versions(TeamId team, IcpId id, PageRequest page) {
        return VERSIONS.select("v.id AS version_id, v.created_at AS version_created_at, " + COLUMNS)
                .where("v.team_id = :team", "team", team.value())
                .where("v.icp_id = :icp", "icp", id.value())
                .page(
                        database,
                        page,
                        row -> new IcpVersion(
                                Rows.required(row, "version_id", UUID.class),
                                stored(row).icp(),
                                Rows.required(row, "version_created_at", Instant.class)));
    }

    /** Keeps what {@code edit} makes of the ICP, which nobody else changes meanwhile. Empty where there is none. */
    Mono<StoredIcp> change(TeamId team, IcpId id, Function<StoredIcp, StoredIcp.Content> edit) {
        return transactions.run(locked(team, id).flatMap(icp -> {
            StoredIcp.Content content = edit.apply(icp);
            if (content.equals(icp.content())) {
                return Mono.just(icp);
            }
            return (content.sameVersionAs(icp.content()) ? move(team, id, content) : advance(team, id, content))
                    .delayUntil(this::tell);
        }));
    }

    /** What is deleted; empty where there is none. @param check sees it first and may refuse */
    Mono<StoredIcp> delete(TeamId team, IcpId id, Consumer<StoredIcp> check) {
        return transactions
                .run(locked(team, id)
                        .doOnNext(check)
                        .flatMap(icp -> database.sql("DELETE FROM icp WHERE team_id = :team AND id = :id")
                                .bind("team", team.value())
                                .bind("id", id.value())
                                .fetch()
                                .rowsUpdated()
                                .thenReturn(icp))
                        .delayUntil(this::tell))
                .onErrorMap(DataIntegrityViolationException.class, referenced -> new IcpInUse());
    }

    private Mono<StoredIcp> locked(TeamId team, IcpId id) {
        return select(" FOR UPDATE OF i", team, id);
    }

    private Mono<StoredIcp> select(String lock, TeamId team, IcpId id) {
        return database.sql("SELECT " + COLUMNS + " FROM " + NEWEST + " WHERE i.team_id = :team AND i.id = :id" + lock)
                .bind("team", team.value())
                .bind("id", id.value())
                .map(this::stored)
                .one();
    }

    /** A new version of the content. */
    private Mono<StoredIcp> advance(TeamId team, IcpId id, StoredIcp.Content content) {
        return write("""
                WITH i AS (
                    UPDATE icp SET product_id = :product, name = :name, description = :description,
                           content_version = content_version + 1, version = version + 1, updated_at = now()
                    WHERE team_id = :team AND id = :id
                    RETURNING *),
                v AS (
                    INSERT INTO icp_version (team_id, icp_id, number, name, description, content)
                    SELECT team_id, id, content_version, name, description, CAST(:content AS jsonb) FROM i
                    RETURNING *)
                SELECT %s FROM i, v
                """, team, id, content);
    }

    /** Another product, the same content. */
    private Mono<StoredIcp> move(TeamId team, IcpId id, StoredIcp.Content content) {
        return database.sql("""
                        WITH i AS (
                            UPDATE icp SET product_id = :product, version = version + 1, updated_at = now()
                            WHERE team_id = :team AND id = :id
                            RETURNING *)
                        SELECT %s FROM i JOIN icp_version v
                        ON v.team_id = i.team_id AND v.icp_id = i.id AND v.number = i.content_version
                        """.formatted(COLUMNS))
                .bind("team", team.value())
                .bind("id", id.value())
                .bind("product", content.product().value())
                .map(this::stored)
                .one()
                .onErrorMap(DataIntegrityViolationException.class, Icps::unknownProduct);
    }

    private Mono<StoredIcp> write(String sql, TeamId team, IcpId id, StoredIcp.Content content) {
        return database.sql(sql.formatted(COLUMNS))
                .bind("team", team.value())
                .bind("id", id.value())
                .bind("product", content.product().value())
                .bind("name", content.name())
                .bind("description", content.description())
                .bind("content", json.writeValueAsString(content.profile()))
                .map(this::stored)
                .one()
                .onErrorMap(DataIntegrityViolationException.class, Icps::unknownProduct);
    }

    private static Throwable unknownProduct(DataIntegrityViolationException missing) {
        return Problems.invalid("productId", "must be a product of the team");
    }

    private StoredIcp stored(Readable row) {
        return new StoredIcp(
                new Icp(
                        new TeamId(Rows.required(row, "team_id", UUID.class)),
                        new IcpId(Rows.required(row, "id", UUID.class)),
                        new ProductId(Rows.required(row, "product_id", UUID.class)),
                        Rows.required(row, "name", String.class),
                        Rows.required(row, "description", String.class),
                        Rows.required(row, "number", Integer.class),
                        json.readValue(Rows.required(row, "content", String.class), IdealProfile.class)),
                Rows.required(row, "created_at", Instant.class),
                Rows.required(row, "updated_at", Instant.class),
                Rows.required(row, "version", Integer.class));
    }
}
