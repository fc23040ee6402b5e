package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.LinkedInSearch.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a search stands, and how it goes on. The gateway shows the first 1,000 people of a search only, so one that finds
 * more is cut into slices, dimension by dimension, until each fits. The slices are walked like the digits of a counter:
 * the whole rest of the plan is the index of the current slice at each depth.
 *
 * @param path the cuts that lead to the current slice, outermost first
 * @param start how far the current slice has been read
 * @param truncated whether people are known to be out of reach so far
 */
record LinkedInWalk(List<Cut> path, int start, boolean truncated) {

    static final int WINDOW = 1_000;
    static final LinkedInWalk BEGIN = new LinkedInWalk(List.of(), 0, false);

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * One dimension pinned to one of its values.
     *
     * @param total how many people the search had before it was cut here, -1 where it did not say
     * @param found how many the slices before this one had together
     */
    record Cut(int index, int total, int found) {}

    static LinkedInWalk parse(String cursor) {
        try {
            return JSON.readValue(cursor, LinkedInWalk.class);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("not a cursor of a LinkedIn search", unreadable);
        }
    }

    String cursor() {
        return JSON.writeValueAsString(this);
    }

    /** The facets of the current slice. */
    Map<String, String> pins(List<Dimension> dimensions) {
        Map<String, String> pins = new LinkedHashMap<>();
        for (int depth = 0; depth < path.size(); depth++) {
            Dimension dimension = dimensions.get(depth);
            pins.put(dimension.field(), dimension.values().get(path.get(depth).index()));
        }
        return pins;
    }

    /** How many people to ask for: no more than what is left of the window. */
    int count(int wanted) {
        return Math.min(wanted, WINDOW - start);
    }

    /**
     * Where to go after a page.
     *
     * @param found how many people were on it
     * @param total how many the gateway says the slice has, -1 where it does not say; believed only where it costs little
     * @param more whether the slice goes on
     * @return null at the end, with {@code truncated} told by {@link #after}
     */
    Step after(List<Dimension> dimensions, int found, int total, boolean more) {
        boolean tooMany = start == 0 && total > WINDOW;
        boolean windowEnds = more && start + found >= WINDOW;
        if ((tooMany || windowEnds) && path.size() < dimensions.size()) {
            return Step.to(cut(total));
        }
        boolean lost = truncated || windowEnds;
        if (more && !windowEnds) {
            return Step.to(new LinkedInWalk(path, start + found, lost));
        }
        return next(dimensions, Math.max(total, start + found), lost);
    }

    /** What follows a page: a place to go on, or the end. */
    record Step(@Nullable LinkedInWalk next, boolean truncated) {
        private static Step to(LinkedInWalk walk) {
            return new Step(walk, walk.truncated());
        }
    }

    private LinkedInWalk cut(int total) {
        List<Cut> deeper = new ArrayList<>(path);
        deeper.add(new Cut(0, total, 0));
        return new LinkedInWalk(deeper, 0, truncated);
    }

    private Step next(List<Dimension> dimensions, int sliceTotal, boolean lost) {
        List<Cut> cuts = new ArrayList<>(path);
        boolean truncatedSoFar = lost;
        int of = sliceTotal;
        while (!cuts.isEmpty()) {
            Cut last = cuts.removeLast();
            int found = last.found() + of;
            if (last.index() + 1 < dimensions.get(cuts.size()).values().size()) {
                cuts.add(new Cut(last.index() + 1, last.total(), found));
                return Step.to(new LinkedInWalk(cuts, 0, truncatedSoFar));
            }
            // Whoever is in none of the slices, say as his company's size is not known, stays out of reach.
            truncatedSoFar |= found < last.total();
            of = Math.max(last.total(), found);
        }
        return new Step(null, truncatedSoFar);
    }
}
