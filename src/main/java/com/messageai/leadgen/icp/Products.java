package com.messageai.leadgen.icp;

import com.messageai.leadgen.icp.Product.Content;
import com.messageai.leadgen.icp.Product.Pricing;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The products of each team. */
@Component
public class Products {

    private static final Keyset BY_KEY = Keyset.of("product p", "p.id")
            .sort("createdAt", "p.created_at", SortKey.TIME)
            .sort("name", "p.name", SortKey.TEXT);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final JsonMapper json;

    Products(DatabaseClient database, Transactions transactions, JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
    }

    public Mono<Product> create(TeamId team, Content content) {
        return write("""
                INSERT INTO product (team_id, id, name, description, features, pricing)
                VALUES (:team, :id, :name, :description, CAST(:features AS jsonb), CAST(:pricing AS jsonb))
                RETURNING *
                """, team, new ProductId(Ids.next()), content);
    }

    /** Empty where the team has no such product. */
    public Mono<Product> find(TeamId team, ProductId id) {
        return select("SELECT * FROM product WHERE team_id = :team AND id = :id", team, id);
    }

    Mono<Page<Product>> list(TeamId team, PageRequest page) {
        return BY_KEY.select("p.*")
                .where("p.team_id = :team", "team", team.value())
                .page(database, page, this::product);
    }

    /** Keeps what {@code edit} makes of the product, which nobody else changes meanwhile. Empty where there is none. */
    Mono<Product> change(TeamId team, ProductId id, Function<Product, Content> edit) {
        return transactions.run(locked(team, id).flatMap(product -> {
            Content content = edit.apply(product);
            return content.equals(product.content()) ? Mono.just(product) : update(team, id, content);
        }));
    }

    /** What is deleted; empty where there is none. @param check sees it first and may refuse */
    Mono<Product> delete(TeamId team, ProductId id, Consumer<Product> check) {
        return transactions
                .run(locked(team, id)
                        .doOnNext(check)
                        .flatMap(product -> database.sql("DELETE FROM product WHERE team_id = :team AND id = :id")
                                .bind("team", team.value())
                                .bind("id", id.value())
                                .fetch()
                                .rowsUpdated()
                                .thenReturn(product)))
                .onErrorMap(DataIntegrityViolationException.class, referenced -> new ProductInUse());
    }

    private Mono<Product> update(TeamId team, ProductId id, Content content) {
        return write("""
                UPDATE product SET name = :name, description = :description, features = CAST(:features AS jsonb),
                       pricing = CAST(:pricing AS jsonb), version = version + 1, updated_at = now()
                WHERE team_id = :team AND id = :id
                RETURNING *
                """, team, id, content);
    }

    private Mono<Product> write(String sql, TeamId team, ProductId id, Content content) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql)
                .bind("team", team.value())
                .bind("id", id.value())
                .bind("name", content.name())
                .bind("description", content.description())
                .bind("features", json.writeValueAsString(content.features()));
        Pricing pricing = content.pricing();
        return (pricing == null
                        ? statement.bindNull("pricing", String.class)
                        : statement.bind("pricing", json.writeValueAsString(pricing)))
                .map(this::product)
                .one();
    }

    private Mono<Product> locked(TeamId team, ProductId id) {
        return select("SELECT * FROM product WHERE team_id = :team AND id = :id FOR UPDATE", team, id);
    }

    private Mono<Product> select(String sql, TeamId team, ProductId id) {
        return database.sql(sql)
                .bind("team", team.value())
                .bind("id", id.value())
                .map(this::product)
                .one();
    }

    private Product product(Readable row) {
        String pricing = row.get("pricing", String.class);
        return new Product(
                new TeamId(Rows.required(row, "team_id", UUID.class)),
                new ProductId(Rows.required(row, "id", UUID.class)),
                new Content(
                        Rows.required(row, "name", String.class),
                        Rows.required(row, "description", String.class),
                        List.of(json.readValue(Rows.required(row, "features", String.class), String[].class)),
                        pricing == null ? null : json.readValue(pricing, Pricing.class)),
                Rows.required(row, "created_at", Instant.class),
                Rows.required(row, "updated_at", Instant.class),
                Rows.required(row, "version", Integer.class));
    }
}
