package com.messageai.leadgen.lead;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All leads that a list would show, streamed at the reader's pace: a page is read when the one before is under way. */
@RestController
@RequestMapping("/api/v1/leads/export")
@Requires(Permission.EXPORT_DATA)
class LeadExportController {

    private static final String CSV = "text/csv";
    private static final MediaType CSV_IN_UTF_8 = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Leads leads;

    LeadExportController(Leads leads) {
        this.leads = leads;
    }

    @GetMapping(produces = CSV)
    Mono<ResponseEntity<Flux<String>>> csv(
            Caller caller, LeadFilter filter, @RequestParam(required = false) @Nullable String sort) {
        return first(caller, filter, sort)
                .map(page -> answer(
                        "leads.csv",
                        CSV_IN_UTF_8,
                        Flux.just(LeadCsv.HEADER)
                                .concatWith(
                                        rest(caller, filter, sort, page).map(next -> LeadCsv.lines(next.items())))));
    }

    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<ResponseEntity<Flux<LeadView>>> lines(
            Caller caller, LeadFilter filter, @RequestParam(required = false) @Nullable String sort) {
        return first(caller, filter, sort)
                .map(page -> answer(
                        "leads.ndjson",
                        MediaType.APPLICATION_NDJSON,
                        rest(caller, filter, sort, page)
                                .concatMapIterable(Page::items, 1)
                                .map(LeadView::of)));
    }

    /** Read before the answer begins, so that what is wrong with the request can still be said. */
    private Mono<Page<Lead>> first(Caller caller, LeadFilter filter, @Nullable String sort) {
        filter.check();
        return leads.list(caller, filter, new PageRequest(PageRequest.MAX_LIMIT, null, sort));
    }

    private Flux<Page<Lead>> rest(Caller caller, LeadFilter filter, @Nullable String sort, Page<Lead> first) {
        return Mono.just(first)
                .expand(page -> page.nextCursor() == null
                        ? Mono.empty()
                        : leads.list(caller, filter, new PageRequest(PageRequest.MAX_LIMIT, page.nextCursor(), sort)));
    }

    private static <T> ResponseEntity<Flux<T>> answer(String name, MediaType type, Flux<T> body) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(body);
    }
}
