package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How a team's queues are; pausing one holds up nobody else's work. */
@RestController
@RequestMapping("/api/v1/queues")
@Requires(Permission.MANAGE_JOBS)
class QueueController {

    private final QueueOverview overview;
    private final QueuePauses pauses;
    private final Jobs jobs;

    QueueController(QueueOverview overview, QueuePauses pauses, Jobs jobs) {
        this.overview = overview;
        this.pauses = pauses;
        this.jobs = jobs;
    }

    @GetMapping
    Mono<Page<QueueView>> list(Caller caller) {
        return overview.of(caller.team()).collectList().map(queues -> new Page<>(queues, null));
    }

    /** When this has answered, no job of the queue starts and no provider is called for one that had. */
    @PostMapping("/{name}/pause")
    Mono<QueueView> pause(Caller caller, @PathVariable String name) {
        return order(caller, name, queue -> pauses.pause(caller.team(), queue, caller.user()));
    }

    @PostMapping("/{name}/resume")
    Mono<QueueView> resume(Caller caller, @PathVariable String name) {
        return order(
                caller,
                name,
                queue -> pauses.resume(caller.team(), queue)
                        .then(Mono.fromRunnable(() -> jobs.ring(caller.team(), Set.of(queue)))));
    }

    private Mono<QueueView> order(Caller caller, String name, Function<Queue, Mono<Void>> order) {
        Queue queue = Arrays.stream(Queue.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("queue"));
        return order.apply(queue)
                .then(overview.of(caller.team())
                        .filter(view -> view.name() == queue)
                        .next());
    }
}
