package com.messageai.leadgen.scoring;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.embedding.Calibration;
import com.messageai.leadgen.embedding.Embeddings;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.team.TeamId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** How well people fit an ICP. The only I/O is the embedding: one call for all texts of a page. */
public class Scoring {

    private final Embeddings embeddings;
    private final Knowledge knowledge;
    private final Scheduler scheduler;
    private final Clock clock;

    Scoring(Embeddings embeddings, Knowledge knowledge, Scheduler scheduler, Clock clock) {
        this.embeddings = embeddings;
        this.knowledge = knowledge;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * The scores of the profiles, in their order, as of today.
     *
     * @param thresholds of the campaign: just below them is what vetoes hold the total down to
     * @param open whether a provider may be called now: asked before every request, its failure comes out as it is
     * @return fails with a {@link com.messageai.leadgen.provider.ProviderFailure} where a remote model does
     */
    public Mono<List<Score>> score(
            TeamId team, Icp icp, List<Profile> profiles, Thresholds thresholds, Mono<Void> open) {
        return Mono.defer(() -> score(team, icp, profiles, thresholds, open, clock.instant()));
    }

    /** The same as of another day: activity ages, so a score is computed again as of the day it was computed. */
    public Mono<List<Score>> score(
            TeamId team, Icp icp, List<Profile> profiles, Thresholds thresholds, Mono<Void> open, Instant asOf) {
        return Mono.defer(() -> {
                    List<Person> people = profiles.stream()
                            .map(profile -> Person.of(profile, knowledge))
                            .toList();
                    return meaning(team, icp, people, open).map(meaning -> {
                        ScoreCard card = new ScoreCard(icp, thresholds, knowledge, meaning, asOf);
                        return people.stream().map(card::score).toList();
                    });
                    // A page keeps a processor busy for some milliseconds: not on the caller's thread, which may be an
                    // event loop.
                })
                .subscribeOn(scheduler);
    }

    private Mono<Meaning> meaning(TeamId team, Icp icp, List<Person> people, Mono<Void> open) {
        List<String> texts = List.copyOf(texts(icp, people));
        return Mono.zip(embeddings.calibration(), embeddings.embed(team, texts, open))
                .publishOn(scheduler)
                .map(measured -> meaning(texts, measured.getT1(), measured.getT2()));
    }

    private Meaning meaning(List<String> texts, Calibration calibration, List<float[]> vectors) {
        Map<String, float[]> byText = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            byText.put(texts.get(i), vectors.get(i));
        }
        return new Meaning(embeddings.model(), calibration, byText);
    }

    private static Set<String> texts(Icp icp, List<Person> people) {
        Set<String> texts = new LinkedHashSet<>(Criteria.texts(icp.profile()));
        boolean listens = Criteria.listens(icp.profile());
        for (Person person : people) {
            String title = person.titleText();
            if (title != null && !Words.of(title).isEmpty()) {
                texts.add(title);
            }
            String industry = person.profile().company().industry();
            if (industry != null
                    && person.industries().isEmpty()
                    && !Words.of(industry).isEmpty()) {
                texts.add(Said.term(industry));
            }
            if (listens) {
                texts.addAll(person.said().embedded());
            }
        }
        return texts;
    }
}
