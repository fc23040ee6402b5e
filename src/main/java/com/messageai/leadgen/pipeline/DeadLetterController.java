package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.job.DeadLetter;
import com.messageai.leadgen.job.DeadLetterFilter;
import com.messageai.leadgen.job.DeadLetters;
import com.messageai.leadgen.job.JobList;
import com.messageai.leadgen.job.JobView;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Jobs that were given up: what happened to them, and what is to become of them. A job that has been retried or discarded
 * is no dead letter any more, so that whoever decides second is answered 404.
 */
@RestController
@RequestMapping("/api/v1/dead-letters")
@Requires(Permission.MANAGE_JOBS)
class DeadLetterController {

    private final DeadLetters letters;
    private final Revival revival;
    private final JobList jobs;

    DeadLetterController(DeadLetters letters, Revival revival, JobList jobs) {
        this.letters = letters;
        this.revival = revival;
        this.jobs = jobs;
    }

    record Discarded(long discarded) {}

    @GetMapping
    Mono<Page<DeadLetter>> list(Caller caller, DeadLetterFilter filter, PageRequest page) {
        return letters.page(caller.team(), filter, page);
    }

    @GetMapping("/{id}")
    Mono<DeadLetter> read(Caller caller, @PathVariable UUID id) {
        return letters.find(caller.team(), id).switchIfEmpty(missing());
    }

    /** 409 {@code campaign-cancelled} where the campaign was cancelled. */
    @PostMapping("/{id}/retry")
    Mono<JobView> retry(Caller caller, @PathVariable UUID id) {
        return read(caller, id)
                .flatMap(letter -> revival.retry(caller.team(), letter.campaignId(), List.of(id)))
                .flatMap(retried -> jobs.find(caller.team(), id))
                .switchIfEmpty(missing());
    }

    @PostMapping("/{id}/discard")
    Mono<JobView> discard(Caller caller, @PathVariable UUID id) {
        return letters.discard(caller.team(), List.of(id))
                .filter(gone -> gone > 0)
                .flatMap(gone -> jobs.find(caller.team(), id))
                .switchIfEmpty(missing());
    }

    @PostMapping("/retry")
    Mono<Revival.Retried> retryAll(Caller caller, @RequestBody DeadLetterSelection selection) {
        return revival.retry(caller.team(), selection.checked());
    }

    @PostMapping("/discard")
    Mono<Discarded> discardAll(Caller caller, @RequestBody DeadLetterSelection selection) {
        return revival.discard(caller.team(), selection.checked()).map(Discarded::new);
    }

    private static <T> Mono<T> missing() {
        return Mono.error(() -> Problems.notFound("dead-letter"));
    }
}
