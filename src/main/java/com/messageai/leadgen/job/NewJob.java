package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that has become necessary.
 *
 * @param payload a JSON object of ids and positions in the kind's newest version, without personal data
 */
public record NewJob(
        TeamId team, UUID id, JobKind kind, @Nullable UUID campaign, String payload) {

    public static NewJob of(TeamId team, JobKind kind, @Nullable UUID campaign, String payload) {
        return new NewJob(team, Ids.next(), kind, campaign, payload);
    }

    public Queue queue() {
        return kind.queue();
    }

    public String type() {
        return kind.type();
    }
}
