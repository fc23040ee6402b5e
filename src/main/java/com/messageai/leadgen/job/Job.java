package com.messageai.leadgen.job;

import com.messageai.leadgen.team.TeamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job in the hands of this instance.
 *
 * @param attempt how often the work has failed, from 0
 * @param stalls how often a worker was lost with it since its last committed progress
 * @param claim the token behind which every write of this job stands
 */
public record Job(
        TeamId team,
        UUID id,
        Queue queue,
        String type,
        int payloadVersion,
        @Nullable UUID campaign,
        String payload,
        int attempt,
        int stalls,
        UUID claim,
        @Nullable String correlationId) {}
