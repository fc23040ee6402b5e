package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.Audience;
import com.messageai.leadgen.discovery.AudienceEstimate;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class AudienceSurveyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private record FakeAudience(Platform platform, boolean configured, Mono<AudienceEstimate> answer)
            implements Audience {

        static FakeAudience of(Platform platform, Mono<AudienceEstimate> answer) {
            return new FakeAudience(platform, true, answer);
        }

        @Override
        public Mono<AudienceEstimate> estimate(JsonNode criteria) {
            return answer;
        }
    }

    @Test
    void answersInTheCampaignsOrderAndOfFilesNothing() {
        List<CampaignEstimate.Found> found = asked(
                4,
                List.of(Platform.CSV, Platform.ZOOMINFO, Platform.LINKEDIN),
                FakeAudience.of(Platform.LINKEDIN, Mono.just(AudienceEstimate.of(48_000, "counted"))));

        assertThat(found)
                .extracting(CampaignEstimate.Found::platform)
                .containsExactly(Platform.CSV, Platform.ZOOMINFO, Platform.LINKEDIN);
        assertThat(found.get(0).people()).isNull();
        assertThat(found.get(0).reason()).contains("files");
        assertThat(found.get(1).reason()).contains("not configured");
        assertThat(found.get(2).people()).isEqualTo(48_000);
    }

    @Test
    void doesNotAskWhatIsNotConfigured() {
        var asked = new AtomicInteger();
        List<CampaignEstimate.Found> found = asked(
                4,
                List.of(Platform.LINKEDIN),
                new FakeAudience(Platform.LINKEDIN, false, Mono.fromRunnable(asked::incrementAndGet)));
        assertThat(found.getFirst().ready()).isFalse();
        assertThat(asked).hasValue(0);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ProviderFailure.RateLimited("p", "e", Duration.ofMillis(1_500)), "again in 2 s"),
                Arguments.of(
                        new ProviderFailure.NotCalled("p", "e", "circuit-open", Duration.ofSeconds(5)), "circuit-open"),
                Arguments.of(new ProviderFailure.StillWorking("p", "e", Duration.ofSeconds(5)), "still counting"),
                Arguments.of(new ProviderFailure.OutOfCredits("p", "e"), "credits"),
                Arguments.of(new ProviderFailure.Unauthorized("p", "e", "status 401"), "credential"),
                Arguments.of(new ProviderFailure.Rejected("p", "e", "status 400"), "criteria"),
                Arguments.of(new ProviderFailure.NotFound("p", "e"), "does not offer"),
                Arguments.of(new ProviderFailure.OptedOut("p", "e"), "does not offer"),
                Arguments.of(new ProviderFailure.Unavailable("p", "e", "status 500"), "later"),
                Arguments.of(new ProviderFailure.UnknownOutcome("p", "e", "reset"), "later"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void takesAFailureForNotReadyAndNeverForZero(ProviderFailure failure, String reason) {
        List<CampaignEstimate.Found> found = asked(
                4,
                List.of(Platform.LINKEDIN, Platform.FACEBOOK),
                FakeAudience.of(Platform.LINKEDIN, Mono.error(failure)),
                FakeAudience.of(Platform.FACEBOOK, Mono.just(AudienceEstimate.of(7, "counted"))));

        assertThat(found.get(0).ready()).isFalse();
        assertThat(found.get(0).people()).isNull();
        assertThat(found.get(0).reason()).contains(reason);
        assertThat(found.get(1).people()).isEqualTo(7);
    }

    @Test
    void doesNotWaitForAPlatformThatDoesNotAnswer() {
        StepVerifier.withVirtualTime(() -> survey(
                                4,
                                FakeAudience.of(Platform.LINKEDIN, Mono.never()),
                                FakeAudience.of(Platform.FACEBOOK, Mono.never()))
                        .of(CampaignFixtures.aDraft(List.of(Platform.LINKEDIN, Platform.FACEBOOK), null, null)))
                .expectSubscription()
                .expectNoEvent(PATIENCE.minusSeconds(1))
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(found -> assertThat(found)
                        .hasSize(2)
                        .allMatch(one -> one.reason().contains("in time")))
                .verifyComplete();
    }

    @Test
    void asksNoMorePlatformsAtOnceThanItsBound() {
        assertThat(mostAtOnce(1)).isEqualTo(1);
        assertThat(mostAtOnce(2)).isEqualTo(2);
        assertThat(mostAtOnce(4)).isEqualTo(3);
    }

    private static int mostAtOnce(int bound) {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        Mono<AudienceEstimate> slow = Mono.delay(Duration.ofMillis(30))
                .map(tick -> AudienceEstimate.of(1, "counted"))
                .doOnSubscribe(start -> most.accumulateAndGet(now.incrementAndGet(), Math::max))
                .doOnTerminate(now::decrementAndGet);
        List<Platform> platforms = List.of(Platform.LINKEDIN, Platform.FACEBOOK, Platform.ZOOMINFO);
        asked(
                bound,
                platforms,
                platforms.stream()
                        .map(platform -> FakeAudience.of(platform, slow))
                        .toArray(FakeAudience[]::new));
        return most.get();
    }

    private static List<CampaignEstimate.Found> asked(int atOnce, List<Platform> platforms, FakeAudience... audiences) {
        return survey(atOnce, audiences)
                .of(CampaignFixtures.aDraft(platforms, null, null))
                .block(Duration.ofSeconds(5));
    }

    private static AudienceSurvey survey(int atOnce, FakeAudience... audiences) {
        return new AudienceSurvey(
                List.of(audiences),
                new SearchCriteria(new PinnedIcps(null), List.of()),
                new EstimateProperties(atOnce, PATIENCE));
    }
}
