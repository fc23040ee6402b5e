package com.messageai.leadgen.scoring;

import static com.messageai.leadgen.scoring.ScoringFixtures.KNOWLEDGE;
import static com.messageai.leadgen.scoring.ScoringFixtures.TEAM;
import static com.messageai.leadgen.scoring.ScoringFixtures.TODAY;
import static com.messageai.leadgen.scoring.ScoringFixtures.aCto;
import static com.messageai.leadgen.scoring.ScoringFixtures.aStranger;
import static com.messageai.leadgen.scoring.ScoringFixtures.icp;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.embedding.Calibration;
import com.messageai.leadgen.embedding.Embeddings;
import com.messageai.leadgen.team.TeamId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ScoringTests {

    private final AtomicInteger calls = new AtomicInteger();

    private final Scoring scoring = new Scoring(
            new Embeddings() {
                @Override
                public String model() {
                    return "one-hot:2";
                }

                @Override
                public Mono<List<float[]>> embed(TeamId team, List<String> texts, Mono<Void> open) {
                    calls.incrementAndGet();
                    assertThat(texts).doesNotHaveDuplicates();
                    return Mono.just(texts.stream()
                            .map(text -> text.contains("photo") ? new float[] {0, 1} : new float[] {1, 0})
                            .toList());
                }

                @Override
                public Mono<Calibration> calibration() {
                    return Mono.just(new Calibration("one-hot:2", 0.2, 0.8));
                }
            },
            KNOWLEDGE,
            Schedulers.parallel(),
            Clock.fixed(TODAY, ZoneOffset.UTC));

    @Test
    void scoresAPageInItsOrderWithOneEmbeddingCall() {
        scoring.score(
                        TEAM,
                        icp(ScoringFixtures.enterpriseSaas()),
                        List.of(aStranger(), aCto(), aStranger()),
                        Thresholds.DEFAULT,
                        Mono.empty())
                .as(StepVerifier::create)
                .assertNext(scores -> {
                    assertThat(scores).hasSize(3);
                    assertThat(scores.get(0)).isEqualTo(scores.get(2));
                    assertThat(scores.get(1).total())
                            .isGreaterThan(scores.get(0).total());
                    assertThat(scores.get(1).model()).isEqualTo("one-hot:2");
                    assertThat(scores.get(1).icpVersion()).isEqualTo(4);
                    assertThat(scores.get(1).similarity()).isEqualTo(10_000);
                })
                .verifyComplete();
        assertThat(calls).hasValue(1);
    }

    @Test
    void scoresNobodyAsNobody() {
        scoring.score(TEAM, icp(ScoringFixtures.enterpriseSaas()), List.of(), Thresholds.DEFAULT, Mono.empty())
                .as(StepVerifier::create)
                .expectNext(List.of())
                .verifyComplete();
    }
}
