package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.Campaign;
import com.messageai.leadgen.discovery.Audience;
import com.messageai.leadgen.discovery.AudienceEstimate;
import com.messageai.leadgen.discovery.CriteriaTranslator;
import com.messageai.leadgen.icp.Icps;
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
import tools.jackson.databind.JsonNode;

/** Asks every platform of a campaign how many people it has, side by side, for as long as somebody would wait. */
@Component
class AudienceSurvey {

    private final Icps icps;
    private final Map<Platform, Audience> audiences;
    private final Map<Platform, CriteriaTranslator> translators;
    private final EstimateProperties bounds;

    AudienceSurvey(
            Icps icps, List<Audience> audiences, List<CriteriaTranslator> translators, EstimateProperties bounds) {
        this.icps = icps;
        this.audiences = audiences.stream().collect(Collectors.toMap(Audience::platform, Function.identity()));
        this.translators =
                translators.stream().collect(Collectors.toMap(CriteriaTranslator::platform, Function.identity()));
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
        return Mono.defer(() -> criteria(campaign, platform)
                .flatMap(criteria -> criteria.isEmpty()
                        ? Mono.just(AudienceEstimate.notReady("nothing of the ICP is a criterion of the platform"))
                        : audience.estimate(criteria))
                .timeout(Duration.ofNanos(Math.max(1, end - System.nanoTime())))
                .onErrorResume(
                        TimeoutException.class,
                        late -> Mono.just(AudienceEstimate.notReady("the platform did not answer in time")))
                .onErrorResume(
                        ProviderFailure.class, failure -> Mono.just(AudienceEstimate.notReady(reason(failure)))));
    }

    /** What its search would go by: the campaign's own criteria, or its ICP in the platform's terms. */
    private Mono<JsonNode> criteria(Campaign campaign, Platform platform) {
        JsonNode own = campaign.searchCriteria().get(platform);
        CriteriaTranslator translator = translators.get(platform);
        if (own != null && own.isObject() && !own.isEmpty()) {
            return Mono.just(own);
        }
        return translator == null
                ? Mono.error(new IllegalStateException("nobody translates to " + platform))
                : icps.version(campaign.team(), campaign.icp(), campaign.icpVersion())
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no such version of an ICP")))
                        .flatMap(translator::translate)
                        .map(CriteriaTranslator.Translation::criteria);
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
