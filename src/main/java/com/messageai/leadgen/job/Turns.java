package com.messageai.leadgen.job;

import com.messageai.leadgen.team.TeamId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Whose turn it is on this instance: per queue the teams that may have work, each once. A team that had its turn comes
 * again after all others, and while it has work in hand it leaves the queue's last place to them; so nobody's jobs wait
 * for the end of somebody else's. Where all queues together are at their bound, the first in order of priority goes
 * first; but each may always have one batch in work. The memory is bounded by the number of teams.
 */
@Component
class Turns {

    private final Map<Queue, Line> lines = new EnumMap<>(Queue.class);
    private final int atOnce;
    private int inWork;
    private boolean closed;

    Turns(JobProperties jobs, QueueProperties queues) {
        this.atOnce = jobs.atOnce();
        for (Queue queue : Queue.values()) {
            lines.put(queue, new Line(queues.concurrency(queue)));
        }
    }

    /** A place in which a batch of this team may be worked on, until it is {@link #done}. */
    final class Turn {
        private final Queue queue;
        private final TeamId team;
        private final AtomicBoolean over = new AtomicBoolean();

        private Turn(Queue queue, TeamId team) {
            this.queue = queue;
            this.team = team;
        }

        TeamId team() {
            return team;
        }

        void done() {
            if (over.compareAndSet(false, true)) {
                leave(this);
            }
        }
    }

    /** There may be work for a team. */
    void ring(Queue queue, TeamId team) {
        hand(() -> line(queue).waiting.add(team));
    }

    /**
     * The next turn, as soon as a team rings and the queue has a place for it; empty once closed. There is one listener a
     * queue, who may well listen before there is a place.
     */
    Mono<Turn> next(Queue queue) {
        return Mono.create(sink -> {
            sink.onCancel(() -> forget(queue, sink));
            hand(() -> line(queue).listener = sink);
        });
    }

    /** Nobody gets another turn here. */
    void close() {
        closed(true);
    }

    void open() {
        closed(false);
    }

    private void closed(boolean now) {
        hand(() -> closed = now);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized int inWork() {
        return inWork;
    }

    private void leave(Turn turn) {
        hand(() -> {
            line(turn.queue).leave(turn.team);
            inWork--;
        });
    }

    private synchronized void forget(Queue queue, MonoSink<Turn> sink) {
        Line line = line(queue);
        if (line.listener == sink) {
            line.listener = null;
        }
    }

    /** Something has changed: whoever can go on now does, outside the lock. */
    private void hand(Runnable change) {
        List<Runnable> given;
        synchronized (this) {
            change.run();
            given = closed ? dismissed() : given();
        }
        given.forEach(Runnable::run);
    }

    private List<Runnable> dismissed() {
        List<Runnable> dismissed = new ArrayList<>();
        for (Line line : lines.values()) {
            MonoSink<Turn> listener = line.listener;
            if (listener != null) {
                line.listener = null;
                dismissed.add(listener::success);
            }
        }
        return dismissed;
    }

    private List<Runnable> given() {
        List<Runnable> given = new ArrayList<>();
        lines.forEach((queue, line) -> {
            MonoSink<Turn> listener = line.listener;
            if (listener != null && (inWork < atOnce || line.inWork == 0)) {
                TeamId team = line.take();
                if (team != null) {
                    line.listener = null;
                    inWork++;
                    Turn turn = new Turn(queue, team);
                    given.add(() -> listener.success(turn));
                }
            }
        });
        return given;
    }

    private Line line(Queue queue) {
        return Objects.requireNonNull(lines.get(queue));
    }

    private static final class Line {
        private final int places;
        private final SequencedSet<TeamId> waiting = new LinkedHashSet<>();
        private final Map<TeamId, Integer> working = new HashMap<>();
        private int inWork;
        private @Nullable MonoSink<Turn> listener;

        Line(int places) {
            this.places = places;
        }

        /** The first in line who may have a place. */
        @Nullable TeamId take() {
            if (inWork >= places) {
                return null;
            }
            boolean last = places > 1 && inWork >= places - 1;
            for (TeamId team : waiting) {
                if (!last || !working.containsKey(team)) {
                    waiting.remove(team);
                    working.merge(team, 1, Integer::sum);
                    inWork++;
                    return team;
                }
            }
            return null;
        }

        void leave(TeamId team) {
            working.computeIfPresent(team, (one, batches) -> batches == 1 ? null : batches - 1);
            inWork--;
        }
    }
}
