package com.messageai.leadgen.scoring;

import com.messageai.leadgen.prospect.Explanations;
import com.messageai.leadgen.prospect.Explanations.Explanation;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Explanations of scores, as they were stored. */
@RestController
class ScoreController {

    private final Explanations explanations;
    private final JsonMapper json;

    ScoreController(Explanations explanations, JsonMapper json) {
        this.explanations = explanations;
        this.json = json;
    }

    /** 404 where there is no such prospect, or no score of it yet. */
    @GetMapping("/api/v1/prospects/{id}/score")
    @Requires(Permission.VIEW_PROSPECTS)
    Mono<ScoreView> read(Caller caller, @PathVariable UUID id) {
        return explanations
                .find(caller.team(), new ProspectId(id))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("prospect")))
                .map(this::view);
    }

    private ScoreView view(Explanation explanation) {
        if (explanation.score() == null || explanation.scoredAt() == null) {
            throw Problems.notFound("score");
        }
        return ScoreView.of(
                json.readValue(explanation.score(), Score.class), explanation.outcome(), explanation.scoredAt());
    }
}
