package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EmbeddingStoreIntegrationTests {

    private static final TeamId TEAM = new TeamId(UUID.randomUUID());
    private static final TeamId OTHER = new TeamId(UUID.randomUUID());
    private static TestDatabase database;

    @BeforeAll
    static void createTeams() {
        database = TestDatabase.create(4);
        Flux.just(TEAM, OTHER)
                .concatMap(team -> database.client()
                        .sql("insert into team (id, name, slug) values (:id, 'Team', :slug)")
                        .bind("id", team.value())
                        .bind("slug", team.toString())
                        .then())
                .then()
                .as(StepVerifier::create)
                .verifyComplete();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void findsWhatWasKeptForTheTeamAndTheModelBitForBit() {
        SqlVectors vectors = new SqlVectors(database.client());
        Map<String, float[]> page = new HashMap<>();
        IntStream.range(0, 1_000).forEach(i -> page.put("text " + i, new float[] {i, -0.1f * i, Float.MIN_VALUE}));
        vectors.keep(TEAM, "m@local", page)
                .then(Mono.zip(
                        vectors.find(TEAM, "m@local", List.of("text 7", "text 999", "never kept")),
                        vectors.find(OTHER, "m@local", List.of("text 7")),
                        vectors.find(TEAM, "other@local", List.of("text 7"))))
                .as(StepVerifier::create)
                .assertNext(found -> {
                    assertThat(found.getT1()).containsOnlyKeys("text 7", "text 999");
                    assertThat(found.getT1().get("text 7")).containsExactly(page.get("text 7"));
                    assertThat(found.getT2()).isEmpty();
                    assertThat(found.getT3()).isEmpty();
                })
                .verifyComplete();
    }

    @Test
    void givesEverybodyTheVectorThatWasKeptFirst() {
        SqlVectors vectors = new SqlVectors(database.client());
        Flux.range(1, 8)
                .flatMap(i -> vectors.keep(TEAM, "raced@local", Map.of("a", new float[] {i}, "b", new float[] {-i})), 4)
                .map(kept -> kept.get("a")[0] + "/" + kept.get("b")[0])
                .distinct()
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void agreesOnTheCalibrationThatWasStoredFirst() {
        SqlCalibrations calibrations = new SqlCalibrations(database.client());
        Flux.range(1, 8)
                .flatMap(i -> calibrations.keep(new Calibration("m:2", 0.01 * i, 0.9), "local", 7), 4)
                .distinct()
                .single()
                .zipWith(Mono.defer(() -> calibrations.find("m:2", "local", 7)))
                .as(StepVerifier::create)
                .assertNext(both -> assertThat(both.getT1()).isEqualTo(both.getT2()))
                .verifyComplete();
        calibrations.find("m:2", "local", 8).as(StepVerifier::create).verifyComplete();
        calibrations
                .find("m:2", "http://elsewhere/v1", 7)
                .as(StepVerifier::create)
                .verifyComplete();
    }
}
