package com.messageai.leadgen.embedding;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A model as it is, without cache: texts that are distinct and not blank to vectors of unit length. */
interface EmbeddingModel {

    /** With its dimensions: {@code all-MiniLM-L6-v2:384}. */
    String name();

    /** Where it runs: {@code local}, or the server's base URL. A name may mean different weights on two servers. */
    String endpoint();

    /**
     * One for each text, as they get done; what came before a failure is good.
     *
     * @param open asked before every request that leaves the process; what it fails with comes out as it is, after what
     *     was under way by then
     */
    Flux<Embedded> embed(List<String> texts, Mono<Void> open);

    /** Where nobody could say no. */
    default Flux<Embedded> embed(List<String> texts) {
        return embed(texts, Mono.empty());
    }
}
