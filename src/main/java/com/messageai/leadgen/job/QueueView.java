package com.messageai.leadgen.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as its team sees it: its own jobs on all instances together.
 *
 * @param concurrency batches that each instance works on at once
 * @param pausedAt null while it is not paused
 * @param waiting jobs that could start now; those of a paused queue wait too
 * @param delayed jobs that become due later: after a failure, a limit, an open circuit
 * @param parked jobs that wait for the resume of their campaign
 * @param completed on the days whose settled jobs are kept ({@code leadgen.retention.jobs})
 * @param dead jobs that wait for somebody to decide
 * @param oldestWaitingSeconds for how long the oldest of those that wait could have started; 0 where none waits
 */
record QueueView(
        Queue name,
        String priority,
        int concurrency,
        boolean paused,
        @Nullable Instant pausedAt,
        long waiting,
        long delayed,
        long active,
        long parked,
        long completed,
        long dead,
        long oldestWaitingSeconds) {}
