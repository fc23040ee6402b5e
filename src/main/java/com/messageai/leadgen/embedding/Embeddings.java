package com.messageai.leadgen.embedding;

import com.messageai.leadgen.team.TeamId;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Text to vector. Vectors have unit length, so their dot product is their cosine; same text, same model, same vector
 * (from the cache). Texts hold no names, e-mail addresses or phone numbers.
 */
public interface Embeddings {

    /** The model with its dimensions, as it is stored beside what was computed with it: {@code all-MiniLM-L6-v2:384}. */
    String model();

    /**
     * Embeds texts, in their order, in as few calls as the model's bounds allow; known ones come from the cache.
     * Fails with a {@link com.messageai.leadgen.provider.ProviderFailure} where the model is remote.
     *
     * @param open whether a server may be called now: asked just before every request of what may be several. Its failure
     *     comes out as it is; texts that were embedded by then are kept and not asked for again
     */
    Mono<List<float[]>> embed(TeamId team, List<String> texts, Mono<Void> open);

    /**
     * The scale that turns this model's cosine into a similarity; measured at the model's first use (its warm-up), then
     * kept. It belongs to the model, so no campaign's state holds it up.
     */
    Mono<Calibration> calibration();
}
