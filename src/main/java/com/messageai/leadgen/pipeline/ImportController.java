package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.discovery.CsvProfiles;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files of people. */
@RestController
@RequestMapping("/api/v1/campaigns/{id}/prospects")
class ImportController {

    private final ImportStage imports;

    ImportController(ImportStage imports) {
        this.imports = imports;
    }

    @PostMapping(consumes = "text/csv")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.IMPORT_DATA)
    Mono<ImportStage.Imported> read(
            Caller caller, @PathVariable UUID id, ServerHttpRequest request, @RequestBody Flux<DataBuffer> body) {
        // Before any of it is kept.
        if (CsvProfiles.isTooLarge(request.getHeaders().getContentLength())) {
            return Mono.error(CsvProfiles::tooLarge);
        }
        return imports.read(caller.team(), new CampaignId(id), body);
    }
}
