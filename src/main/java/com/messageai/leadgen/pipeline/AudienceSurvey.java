package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.Campaign;
import com.messageai.leadgen.discovery.Audience;
import com.messageai.leadgen.discovery.AudienceEstimate;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every platform of a campaign how many people it has, side by side, for as long as somebody would wait. */
@Component
class AudienceSurvey {

    private final Map<Platform, Audience> audiences;
    private final SearchCriteria criteria;
    private final EstimateProperties bounds;

    AudienceSurvey(List<Audience> audiences, SearchCriteria criteria, EstimateProperties bounds) {
        this.audiences = audiences.stream().collect(Collectors.toMap(Audience::platform, Function.identity()));
        this.criteria = criteria;
        this.bounds = bounds;
    }

    /** One per platform, in the campaign's order. That a platform can't say is an answer, and no failure. */
    Mono<List<CampaignEstimate.Found>> of(Campaign campaign) {
        return Mono.defer(() -> {
            long end = System.nanoTime() + bounds.timeout().toNanos();
            return Flux.fromIterable(campaign.platforms())
                    .flatMapSequential(
                            platform -> ask(campaign, platform, end)
                                    .map(estimate -> CampaignEstimate.Found.of(platform, estimate)),
                            bounds.atOnce(),
                            1)
                    .collectList();
        });
    }

    /** @param end by {@link System#nanoTime}: then the platform has not answered */
    private Mono<AudienceEstimate> ask(Campaign campaign, Platform platform, long end) {
        if (platform == Platform.CSV) {
            return Mono.just(AudienceEstimate.notReady("people come from files"));
        }
        Audience audience = audiences.get(platform);
        if (audience == null || !audience.configured()) {
            return Mono.just(AudienceEstimate.notReady("the platform is not configured"));
        }
        return Mono.defer(() -> criteria.of(
                        campaign.team(),
                        campaign.icp(),
                        campaign.icpVersion(),
                        platform,
                        campaign.searchCriteria().get(platform))
                .flatMap(asked -> asked.isEmpty()
                        ? Mono.just(AudienceEstimate.notReady("nothing of the ICP is a criterion of the platform"))
                        : audience.estimate(asked))
                .timeout(Duration.ofNanos(Math.max(1, end - System.nanoTime())))
                .onErrorResume(
                        TimeoutException.class,
                        late -> Mono.just(AudienceEstimate.notReady("the platform did not answer in time")))
                .onErrorResume(
                        ProviderFailure.class, failure -> Mono.just(AudienceEstimate.notReady(reason(failure)))));
    }

    private static String reason(ProviderFailure failure) {
        return switch (failure) {
            case ProviderFailure.RateLimited limited -> "the platform is at its limit" + again(limited.retryAfter());
            case ProviderFailure.NotCalled notCalled ->
                "the platform can't be asked now (" + notCalled.reason() + ")" + again(notCalled.retryAfter());
            case ProviderFailure.StillWorking working -> "the platform is still counting" + again(working.retryAfter());
            case ProviderFailure.OutOfCredits none -> "the account at the platform has no credits left";
            case ProviderFailure.Unauthorized refused -> "the platform refuses the credential";
            case ProviderFailure.Rejected refused -> "the platform refuses the criteria: " + refused.getMessage();
            case ProviderFailure.NotFound none -> "the platform does not offer an estimate";
            case ProviderFailure.OptedOut none -> "the platform does not offer an estimate";
            case ProviderFailure.Unavailable lost -> "the platform does not answer as it should; ask again later";
            case ProviderFailure.UnknownOutcome lost -> "the platform does not answer as it should; ask again later";
        };
    }

    private static String again(Duration wait) {
        return "; ask again in " + Math.max(1, wait.plusMillis(999).toSeconds()) + " s";
    }
}
