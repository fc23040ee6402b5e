package com.messageai.leadgen.embedding;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Vectors by id, found by nearness: the exact cosine. What is written may take a while to be seen (Pinecone: seconds), so
 * who shows what was found looks it up in the rows. All failures are {@link
 * com.messageai.leadgen.provider.ProviderFailure}s; all calls may be repeated.
 */
public interface VectorStore {

    /** At most so many are written, read or taken away by one call of a provider; the store cuts what is more. */
    int BATCH = 100;

    /** The most that a query gives. */
    int NEAREST = 1_000;

    /**
     * The index that everything here is in, noted as in use. There is one for each model (and server), since vectors of two
     * models can't be compared: with another model it has another name, and is empty.
     */
    Mono<String> index();

    /** Writes whole entries over what is there under their ids. @return {@code Rejected} for another length than the index's */
    Mono<Void> upsert(Namespace namespace, List<VectorEntry> entries);

    /**
     * The nearest first; none where there is no such namespace.
     *
     * @param most up to {@link #NEAREST}
     * @return {@code Rejected} for another length than the index's
     */
    Mono<List<NearVector>> query(Namespace namespace, float[] vector, int most, VectorFilter filter);

    /** Those that are there, by id. */
    Mono<Map<String, VectorEntry>> fetch(Namespace namespace, Collection<String> ids);

    /** Unknown ids are no matter. */
    Mono<Void> delete(Namespace namespace, Collection<String> ids);

    /** Takes away all of a namespace; {@code Rejected} unless {@code leadgen.vectors.clearing} allows it. */
    Mono<Void> clear(Namespace namespace);
}
