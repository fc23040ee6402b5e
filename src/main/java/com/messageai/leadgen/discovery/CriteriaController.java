package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.CriteriaTranslator.Translation;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An ICP in a platform's terms, before money or quota is spent on it. */
@RestController
@RequestMapping("/api/v1/icps/{id}/criteria")
@Requires(Permission.VIEW_CAMPAIGNS)
class CriteriaController {

    private final Icps icps;
    private final Map<Platform, CriteriaTranslator> translators = new EnumMap<>(Platform.class);

    CriteriaController(Icps icps, List<CriteriaTranslator> translators) {
        this.icps = icps;
        translators.forEach(translator -> this.translators.put(translator.platform(), translator));
    }

    @GetMapping
    Mono<Translation> criteria(Caller caller, @PathVariable UUID id, @RequestParam Platform platform) {
        return icps.find(caller.team(), new IcpId(id))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("icp")))
                .flatMap(icp -> {
                    CriteriaTranslator translator = translators.get(platform);
                    return translator == null
                            ? Mono.error(Problems.badParameter("platform", "is not searched by criteria"))
                            : translator.translate(icp);
                });
    }
}
