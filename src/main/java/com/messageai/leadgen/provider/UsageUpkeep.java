package com.messageai.leadgen.provider;

import com.messageai.leadgen.lifecycle.Expiry;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Forgets the calls of credentials that nobody uses any more; those in use forget their own. */
@Component
class UsageUpkeep extends Expiry {

    UsageUpkeep(DatabaseClient database) {
        super(database, "provider-usage", Duration.ofHours(6), """
                DELETE FROM provider_usage WHERE ctid = ANY (ARRAY (
                    SELECT ctid FROM provider_usage WHERE minute < now() - interval '2 days' LIMIT :bite))
                """);
    }
}
