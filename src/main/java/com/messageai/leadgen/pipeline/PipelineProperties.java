package com.messageai.leadgen.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of the pipeline.
 *
 * @param maxUnscored prospects of one campaign that may wait for their score before its discovery stops
 * @param maxUnscoredPerTeam the same for all campaigns of a team together
 * @param searchPageSize people asked for in one page of a search; each platform has its own bound below it
 * @param searchTurn how long one search goes on from page to page before other searches come first
 * @param pullEvery how long after a pull of lead forms the next one begins
 * @param pullOverlap how much of what was pulled is read again, for answers that the platform shows late
 * @param readProfiles whether profiles are read where the row of a search says too little to decide by
 * @param readBatch profiles that are read and committed together; each platform has its own bound below it
 * @param scorePageSize prospects that are scored and committed together
 * @param enrichBatch prospects that are enriched and committed together
 * @param enrichAtOnce prospects of one batch that are enriched at once
 * @param stateAge how old the state of a campaign may be when a provider is called for it; a pause answers after it
 */
@ConfigurationProperties("leadgen.pipeline")
record PipelineProperties(
        @DefaultValue("2000") int maxUnscored,
        @DefaultValue("5000") int maxUnscoredPerTeam,
        @DefaultValue("100") int searchPageSize,
        @DefaultValue("2s") Duration searchTurn,
        @DefaultValue("1h") Duration pullEvery,
        @DefaultValue("6h") Duration pullOverlap,
        @DefaultValue("true") boolean readProfiles,
        @DefaultValue("50") int readBatch,
        @DefaultValue("100") int scorePageSize,
        @DefaultValue("10") int enrichBatch,
        @DefaultValue("3") int enrichAtOnce,
        @DefaultValue("400ms") Duration stateAge) {

    /** Whether discovery stops, since scoring does not keep up. */
    boolean tooFarAhead(Gate.State state) {
        return state.run().unscored() > maxUnscored || state.teamUnscored() > maxUnscoredPerTeam;
    }
}
