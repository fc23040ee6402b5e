package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.Platform;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Says an ICP in a platform's own terms, and says aloud what is lost on the way. */
public interface CriteriaTranslator {

    Platform platform();

    /** Ids of a platform's vocabulary may have to be looked up there, so this may be a remote call. */
    Mono<Translation> translate(Icp icp);

    /** What a criterion of the ICP became. @param criterion a path: {@code firmographics.companySizes} */
    record Loss(String criterion, String reason) {}

    /** @param criteria a JSON object that {@link ProspectSource#pages} understands */
    record Translation(Platform platform, JsonNode criteria, List<Loss> unsupported, List<Loss> approximate) {}
}
