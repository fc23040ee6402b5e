package com.messageai.leadgen.feed;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The live feed as Server-Sent Events. */
@RestController
@Requires(Permission.VIEW_CAMPAIGNS)
class FeedController {

    /** How the answer is described to clients: its frames are no JSON. */
    @ApiResponse(
            responseCode = "200",
            description = "Server-Sent Events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface EventStream {}

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Feed feed;

    FeedController(Feed feed) {
        this.feed = feed;
    }

    /** What happens in one campaign; 204 where the client has read it to its end. */
    @EventStream
    @ApiResponse(
            responseCode = "204",
            description = "The campaign has ended and was read to its end",
            content = @Content)
    @GetMapping(path = "/api/v1/campaigns/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<Burst>>> ofCampaign(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String header,
            @RequestParam(required = false) @Nullable String lastEventId) {
        return feed.open(caller, new CampaignId(id), LastEventId.of(header, lastEventId))
                .map(FeedController::answer);
    }

    /** What happens in all campaigns that the caller may see. */
    @EventStream
    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<Burst>>> ofTeam(
            Caller caller,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String header,
            @RequestParam(required = false) @Nullable String lastEventId) {
        return feed.open(caller, null, LastEventId.of(header, lastEventId)).map(FeedController::answer);
    }

    private static ResponseEntity<Flux<Burst>> answer(Optional<Flux<Burst>> stream) {
        return stream.map(bursts -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        // A proxy that gathers a stream makes it late.
                        .header("X-Accel-Buffering", "no")
                        .body(bursts))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
