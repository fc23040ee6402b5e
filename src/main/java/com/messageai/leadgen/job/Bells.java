package com.messageai.leadgen.job;

import com.messageai.leadgen.team.TeamId;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * What this instance has heard: per queue the teams that may have work, each once, in turn. So a team with a lot of work
 * comes again only after all others, and the memory is bounded by the number of teams.
 */
@Component
class Bells {

    private final Map<Queue, Bell> bells = new EnumMap<>(Queue.class);

    Bells() {
        for (Queue queue : Queue.values()) {
            bells.put(queue, new Bell());
        }
    }

    void ring(Queue queue, TeamId team) {
        bell(queue).ring(team);
    }

    /** The team whose turn it is; completes when one rings. There is one listener a queue. */
    Mono<TeamId> next(Queue queue) {
        return Mono.create(bell(queue)::listen);
    }

    private Bell bell(Queue queue) {
        Bell bell = bells.get(queue);
        if (bell == null) {
            throw new IllegalStateException("no bell for " + queue);
        }
        return bell;
    }

    private static final class Bell {
        private final SequencedSet<TeamId> waiting = new LinkedHashSet<>();
        private @Nullable MonoSink<TeamId> listener;

        void ring(TeamId team) {
            MonoSink<TeamId> hears;
            synchronized (this) {
                hears = listener;
                listener = null;
                if (hears == null) {
                    waiting.add(team);
                }
            }
            if (hears != null) {
                hears.success(team);
            }
        }

        void listen(MonoSink<TeamId> sink) {
            TeamId team = null;
            synchronized (this) {
                if (waiting.isEmpty()) {
                    listener = sink;
                } else {
                    team = waiting.removeFirst();
                }
            }
            if (team != null) {
                sink.success(team);
            } else {
                sink.onCancel(() -> forget(sink));
            }
        }

        private synchronized void forget(MonoSink<TeamId> sink) {
            if (listener == sink) {
                listener = null;
            }
        }
    }
}
