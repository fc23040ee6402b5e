package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.discovery.CriteriaTranslator;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a platform is asked for in a campaign, be it to find people or to count them. */
@Component
class SearchCriteria {

    private final PinnedIcps icps;
    private final Map<Platform, CriteriaTranslator> translators;

    SearchCriteria(PinnedIcps icps, List<CriteriaTranslator> translators) {
        this.icps = icps;
        this.translators =
                translators.stream().collect(Collectors.toMap(CriteriaTranslator::platform, Function.identity()));
    }

    /**
     * The campaign's own criteria, or its ICP in the platform's terms.
     *
     * @param own an empty object says nothing
     */
    Mono<JsonNode> of(TeamId team, IcpId icp, int version, Platform platform, @Nullable JsonNode own) {
        if (own != null && own.isObject() && !own.isEmpty()) {
            return Mono.just(own);
        }
        CriteriaTranslator translator = translators.get(platform);
        return translator == null
                ? Mono.error(new SourceNotConfigured(platform))
                : icps.of(team, icp, version)
                        .flatMap(translator::translate)
                        .map(CriteriaTranslator.Translation::criteria);
    }
}
