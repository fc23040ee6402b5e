package com.messageai.leadgen.pipeline;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.team.TeamId;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The ICP version with which a campaign runs. A version never changes, so it is read once. */
@Component
class PinnedIcps {

    private final Icps icps;
    private final AsyncCache<Key, Icp> versions = Caffeine.newBuilder().maximumSize(500).buildAsync();

    PinnedIcps(Icps icps) {
        this.icps = icps;
    }

    private record Key(TeamId team, IcpId icp, int number) {}

    Mono<Icp> of(CampaignRun run) {
        Key key = new Key(run.team(), run.icp(), run.icpVersion());
        return Mono.fromFuture(() -> versions.get(key, (wanted, executor) -> read(wanted)), true);
    }

    private CompletableFuture<Icp> read(Key key) {
        return icps.version(key.team(), key.icp(), key.number())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no such version of " + key.icp())))
                .toFuture();
    }
}
