package com.messageai.leadgen.embedding;

import com.messageai.leadgen.lifecycle.Expiry;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * An index that nobody has used for a week is of a model that is gone: its vectors are taken away, and with the index what
 * others have noted of it. Those in Pinecone stay where they are; an operator deletes the whole index there.
 */
@Component
class VectorUpkeep extends Expiry {

    VectorUpkeep(DatabaseClient database) {
        super(database, "vector-indexes", Duration.ofHours(24), """
                DELETE FROM vector_entry WHERE ctid = ANY (ARRAY (
                    SELECT v.ctid FROM vector_entry v JOIN vector_index i ON i.name = v.index_name
                    WHERE i.used_at < now() - interval '7 days' LIMIT :bite))
                """, """
                DELETE FROM vector_index WHERE ctid = ANY (ARRAY (
                    SELECT ctid FROM vector_index WHERE used_at < now() - interval '7 days' LIMIT :bite))
                """);
    }
}
