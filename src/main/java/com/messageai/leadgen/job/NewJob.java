package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that has become necessary.
 *
 * @param type what kind of work: {@code SEARCH}
 * @param payload a JSON object of ids and positions, without personal data
 */
public record NewJob(
        TeamId team,
        UUID id,
        Queue queue,
        String type,
        @Nullable UUID campaign,
        String payload) {

    public static NewJob of(TeamId team, Queue queue, String type, @Nullable UUID campaign, String payload) {
        return new NewJob(team, Ids.next(), queue, type, campaign, payload);
    }
}
