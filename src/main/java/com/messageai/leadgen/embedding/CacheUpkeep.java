package com.messageai.leadgen.embedding;

import com.messageai.leadgen.lifecycle.Bites;
import com.messageai.leadgen.lifecycle.Chore;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Vectors are kept for thirty days: asked for again, they are computed anew. */
@Component
class CacheUpkeep implements Chore {

    private final DatabaseClient database;

    CacheUpkeep(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "embedding-cache";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Long> run() {
        return Bites.of(database.sql("""
                DELETE FROM embedding_cache WHERE ctid = ANY (ARRAY (
                    SELECT ctid FROM embedding_cache WHERE created_at < now() - interval '30 days' LIMIT :bite))
                """));
    }
}
