package com.messageai.leadgen.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An index in memory. Its dimension is that of the first vector; a write is acknowledged at once, with its number, and seen
 * by readers when the delay has passed.
 */
final class PineconeIndex {

    private final Map<String, Space> spaces = new HashMap<>();
    private @Nullable Integer dimension;
    private long written;
    private Duration visibleAfter = Duration.ZERO;

    record Stored(String id, float[] values, JsonNode metadata) {}

    record Match(Stored vector, double score) {}

    private record Write(long number, long visibleAt, Consumer<TreeMap<String, Stored>> change) {}

    private static final class Space {
        private final TreeMap<String, Stored> visible = new TreeMap<>();
        private final ArrayDeque<Write> pending = new ArrayDeque<>();
        private long indexed;

        void settle() {
            long now = System.nanoTime();
            while (!pending.isEmpty() && now - pending.peekFirst().visibleAt() >= 0) {
                Write write = pending.removeFirst();
                write.change().accept(visible);
                indexed = write.number();
            }
        }
    }

    synchronized void visibleAfter(Duration delay) {
        visibleAfter = delay;
    }

    synchronized void clear() {
        spaces.clear();
        dimension = null;
        visibleAfter = Duration.ZERO;
    }

    /** Null while it is empty. */
    synchronized @Nullable Integer dimension() {
        return dimension;
    }

    /** The number of the write. */
    synchronized long upsert(String namespace, Collection<Stored> vectors) {
        for (Stored vector : vectors) {
            dimension = dimension == null ? vector.values().length : dimension;
        }
        return write(namespace, there -> vectors.forEach(vector -> there.put(vector.id(), vector)));
    }

    synchronized long delete(String namespace, Predicate<Stored> which) {
        return write(namespace, there -> there.values().removeIf(which));
    }

    private long write(String namespace, Consumer<TreeMap<String, Stored>> change) {
        Space space = spaces.computeIfAbsent(namespace, unused -> new Space());
        written++;
        space.pending.addLast(new Write(written, System.nanoTime() + visibleAfter.toNanos(), change));
        return written;
    }

    synchronized List<Match> query(String namespace, float[] vector, int most, Predicate<JsonNode> filter) {
        return seen(namespace)
                .filter(stored -> filter.test(stored.metadata()))
                .map(stored -> new Match(stored, cosine(vector, stored.values())))
                .sorted((one, other) -> Double.compare(other.score(), one.score()))
                .limit(most)
                .toList();
    }

    synchronized List<Stored> fetch(String namespace, Collection<String> ids) {
        return seen(namespace).filter(stored -> ids.contains(stored.id())).toList();
    }

    /** Ids behind one, in their order. */
    synchronized List<String> list(String namespace, String prefix, String after, int most) {
        return seen(namespace)
                .map(Stored::id)
                .filter(id -> id.startsWith(prefix) && id.compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    synchronized Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (String namespace : new ArrayList<>(spaces.keySet())) {
            int count = (int) seen(namespace).count();
            if (count > 0) {
                counts.put(namespace, count);
            }
        }
        return counts;
    }

    /** The number of the last write that readers of the namespace see. */
    synchronized long indexed(String namespace) {
        Space space = spaces.get(namespace);
        if (space == null) {
            return 0;
        }
        space.settle();
        return space.indexed;
    }

    private Stream<Stored> seen(String namespace) {
        Space space = spaces.get(namespace);
        if (space == null) {
            return Stream.empty();
        }
        space.settle();
        return space.visible.values().stream();
    }

    private static double cosine(float[] one, float[] other) {
        double dot = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
            ones += (double) one[i] * one[i];
            others += (double) other[i] * other[i];
        }
        return ones == 0 || others == 0 ? 0 : dot / Math.sqrt(ones * others);
    }
}
