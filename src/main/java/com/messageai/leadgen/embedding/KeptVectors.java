package com.messageai.leadgen.embedding;

import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Vectors that outlive the process. */
interface KeptVectors {

    /** Keeps nothing. */
    KeptVectors NONE = new KeptVectors() {
        @Override
        public Mono<Map<String, float[]>> find(TeamId team, String model, List<String> texts) {
            return Mono.just(Map.of());
        }

        @Override
        public Mono<Map<String, float[]>> keep(TeamId team, String model, Map<String, float[]> vectors) {
            return Mono.just(vectors);
        }
    };

    /** Those of the texts that are known, in one statement. */
    Mono<Map<String, float[]>> find(TeamId team, String model, List<String> texts);

    /** Keeps what is not there yet, in one statement, and gives for every text what is there afterwards. */
    Mono<Map<String, float[]>> keep(TeamId team, String model, Map<String, float[]> vectors);
}
