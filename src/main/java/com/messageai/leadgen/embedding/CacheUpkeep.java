package com.messageai.leadgen.embedding;

import com.messageai.leadgen.lifecycle.Expiry;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Vectors are kept for thirty days: asked for again, they are computed anew. */
@Component
class CacheUpkeep extends Expiry {

    CacheUpkeep(DatabaseClient database) {
        super(database, "embedding-cache", Duration.ofHours(6), """
                DELETE FROM embedding_cache WHERE ctid = ANY (ARRAY (
                    SELECT ctid FROM embedding_cache WHERE created_at < now() - interval '30 days' LIMIT :bite))
                """);
    }
}
