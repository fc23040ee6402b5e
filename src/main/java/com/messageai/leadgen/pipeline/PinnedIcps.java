package com.messageai.leadgen.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The ICP version with which a campaign runs. A version never changes, so it is read once. */
@Component
class PinnedIcps {

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Icps icps;
    private final Cache<Key, Mono<Icp>> versions =
            Caffeine.newBuilder().maximumSize(500).build();

    PinnedIcps(Icps icps) {
        this.icps = icps;
    }

    private record Key(TeamId team, IcpId icp, int number) {}

    Mono<Icp> of(CampaignRun run) {
        return of(run.team(), run.icp(), run.icpVersion());
    }

    Mono<Icp> of(TeamId team, IcpId icp, int version) {
        return versions.get(new Key(team, icp, version), this::read);
    }

    // What fails is not kept: the next one asks again.
    private Mono<Icp> read(Key key) {
        return icps.version(key.team(), key.icp(), key.number())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no such version of " + key.icp())))
                .cache(found -> FOR_EVER, failure -> Duration.ZERO, () -> Duration.ZERO);
    }
}
