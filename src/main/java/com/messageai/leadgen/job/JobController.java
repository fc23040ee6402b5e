package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A team's jobs: those that wait, those in work, and for some weeks those that are done. */
@RestController
@RequestMapping("/api/v1/jobs")
@Requires(Permission.MANAGE_JOBS)
class JobController {

    private final JobList jobs;

    JobController(JobList jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    Mono<Page<JobView>> list(Caller caller, JobFilter filter, PageRequest page) {
        return jobs.page(caller.team(), filter, page);
    }

    @GetMapping("/{id}")
    Mono<JobView> read(Caller caller, @PathVariable UUID id) {
        return jobs.find(caller.team(), id).switchIfEmpty(Mono.error(() -> Problems.notFound("job")));
    }
}
