package com.messageai.leadgen.store;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Lists that are walked by key: the sorts of one list and the way to read a page of it. A walk gives each row exactly
 * once while others are inserted and deleted, as long as the sort key of a row does not change.
 *
 * <pre>{@code
 * private static final Keyset LEADS = Keyset.of("lead l", "l.id")
 *         .sort("createdAt", "l.created_at", SortKey.TIME)
 *         .sort("score", "l.score", SortKey.INTEGER)
 *         .nullableSort("name", "lower(l.name)", SortKey.TEXT)
 *         .byDefault("-createdAt");
 *
 * Mono<Page<Lead>> list(TeamId team, LeadFilter filter, PageRequest page) {
 *     return LEADS.select("l.*")
 *             .where("l.team_id = :team", "team", team.value())
 *             .whereIf("l.status = :status", "status", filter.status())   // left out where the value is null
 *             .where("NOT l.deleted")
 *             .page(database, page, LeadRows::read);
 * }
 * }</pre>
 *
 * <p>All SQL here is a constant of the room; clients only choose a name from the set. The default order of equal keys
 * is the id's. Give each sort an index {@code (team_id, column, id)}.
 */
public final class Keyset {

    private record Sort(String expression, SortKey type, boolean nullable) {}

    private record Order(String name, Sort sort, boolean descending) {}

    private final String from;
    private final String id;
    private final Map<String, Sort> sorts = new LinkedHashMap<>();
    private String defaultSort = "-createdAt";

    private Keyset(String from, String id) {
        this.from = from;
        this.id = id;
    }

    /** @param from what stands behind FROM, joins included; @param id the expression of the row's id (a uuid) */
    public static Keyset of(String from, String id) {
        return new Keyset(from, id);
    }

    /** A sort by an expression that is never null. */
    public Keyset sort(String name, String expression, SortKey type) {
        sorts.put(name, new Sort(expression, type, false));
        return this;
    }

    /** A sort by an expression that may be null; rows without a value come last in both directions. */
    public Keyset nullableSort(String name, String expression, SortKey type) {
        sorts.put(name, new Sort(expression, type, true));
        return this;
    }

    /** The order where the client names none; {@code -createdAt} unless said otherwise. */
    public Keyset byDefault(String sort) {
        defaultSort = sort;
        return this;
    }

    public Set<String> names() {
        return Set.copyOf(sorts.keySet());
    }

    public Select select(String columns) {
        return new Select(columns);
    }

    private Order order(@Nullable String wanted) {
        String text = wanted == null ? defaultSort : wanted;
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        Sort sort = sorts.get(name);
        if (sort == null) {
            throw new BadPageRequest(
                    BadPageRequest.Part.SORT, "Sort by one of " + String.join(", ", sorts.keySet()) + ".");
        }
        return new Order(name, sort, descending);
    }

    /** One list with its conditions, ready to be read page by page. */
    public final class Select {

        private final String columns;
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Select(String columns) {
            this.columns = columns;
        }

        /** A condition without a value. */
        public Select where(String condition) {
            conditions.add(condition);
            return this;
        }

        /** A condition with one named parameter; an enum is bound by its name. */
        public Select where(String condition, String name, Object value) {
            conditions.add(condition);
            values.put(name, value instanceof Enum<?> constant ? constant.name() : value);
            return this;
        }

        /** A condition that holds only where the client gave a value. */
        public Select whereIf(String condition, String name, @Nullable Object value) {
            return value == null ? this : where(condition, name, value);
        }

        /**
         * A page in the wanted order; {@link BadPageRequest} where the cursor or the sort is none of this list's.
         *
         * @param mapper reads a row with the names of the selected columns
         */
        public <T> Mono<Page<T>> page(
                DatabaseClient database, PageRequest request, Function<? super Readable, ? extends T> mapper) {
            return Mono.defer(() -> {
                Order order = order(request.sort());
                Cursor cursor = request.cursor() == null ? null : cursor(order, request.cursor());
                DatabaseClient.GenericExecuteSpec statement =
                        database.sql(sql(order, cursor)).bindValues(values).bind("keysetLimit", request.limit() + 1);
                if (cursor != null) {
                    statement = statement.bind("keysetId", cursor.id());
                    if (cursor.key() != null) {
                        statement = statement.bind("keysetKey", key(order, cursor.key()));
                    }
                }
                return statement
                        .map(row -> new Entry<T>(mapper.apply(row), position(order, row)))
                        .all()
                        .collectList()
                        .map(entries -> page(entries, request.limit()));
            });
        }

        private <T> Page<T> page(List<Entry<T>> entries, int limit) {
            List<T> items = entries.stream().limit(limit).map(Entry::item).toList();
            String next =
                    entries.size() > limit ? entries.get(limit - 1).position().encode() : null;
            return new Page<>(items, next);
        }

        private String sql(Order order, @Nullable Cursor cursor) {
            Sort sort = order.sort();
            String direction = order.descending() ? " DESC" : " ASC";
            List<String> all = new ArrayList<>(conditions);
            if (cursor != null) {
                all.add(behind(order, cursor));
            }
            // The casts give the key's exact value in one Java type, whatever the column's own.
            return "SELECT " + columns + ", CAST(" + sort.expression() + " AS "
                    + sort.type().sqlType()
                    + ") AS keyset_key, " + id + " AS keyset_id FROM " + from
                    + (all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all))
                    + " ORDER BY " + sort.expression() + direction + (sort.nullable() ? " NULLS LAST, " : ", ") + id
                    + direction + " LIMIT :keysetLimit";
        }

        private String behind(Order order, Cursor cursor) {
            String expression = order.sort().expression();
            String than = order.descending() ? " < " : " > ";
            if (cursor.key() == null) {
                return "(" + expression + " IS NULL AND " + id + than + ":keysetId)";
            }
            String key = "CAST(:keysetKey AS " + order.sort().type().sqlType() + ")";
            String row = "(" + expression + ", " + id + ")" + than + "(" + key + ", :keysetId)";
            return order.sort().nullable() ? "(" + row + " OR " + expression + " IS NULL)" : row;
        }

        private Cursor position(Order order, Readable row) {
            Object key = row.get("keyset_key", order.sort().type().javaType());
            UUID last = row.get("keyset_id", UUID.class);
            if (last == null) {
                throw new IllegalStateException("A row without id in a list by key");
            }
            return new Cursor(fingerprint(order), last, key == null ? null : key.toString());
        }

        private Cursor cursor(Order order, String text) {
            Cursor cursor = Cursor.decode(text);
            boolean fits = cursor.fingerprint().equals(fingerprint(order))
                    && (cursor.key() != null || order.sort().nullable());
            if (!fits) {
                throw Cursor.bad();
            }
            return cursor;
        }

        private Object key(Order order, String text) {
            try {
                return order.sort().type().parse(text);
            } catch (RuntimeException e) {
                throw Cursor.bad();
            }
        }

        /** Tells cursors of other sorts and filters apart. */
        private String fingerprint(Order order) {
            StringBuilder text = new StringBuilder(order.name()).append(order.descending());
            conditions.forEach(condition -> text.append('\n').append(condition));
            values.forEach((name, value) -> text.append('\n')
                    .append(name)
                    .append('=')
                    .append(value instanceof Object[] array ? Arrays.toString(array) : value));
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(text.toString().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, 6);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Entry<T>(T item, Cursor position) {}
}
