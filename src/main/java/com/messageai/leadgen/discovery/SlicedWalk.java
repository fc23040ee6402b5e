package com.messageai.leadgen.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a search stands, and how it goes on. Platforms show only the first so many people of a search, their window, so one
 * that finds more is cut into slices, dimension by dimension, until each fits. The slices are walked like the digits of a
 * counter: the whole rest of the plan is the index of the current slice at each depth.
 *
 * @param path the cuts that lead to the current slice, outermost first
 * @param start how far the current slice has been read
 * @param truncated whether people are known to be out of reach so far
 */
record SlicedWalk(List<Cut> path, int start, boolean truncated) {

    static final SlicedWalk BEGIN = new SlicedWalk(List.of(), 0, false);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A facet by whose values a search that finds too many can be cut. */
    record Dimension(String field, List<String> values) {}

    /** @param window how many people of one search can be reached @param dimensions in the order in which they are tried */
    record Plan(int window, List<Dimension> dimensions) {}

    /**
     * One dimension pinned to one of its values.
     *
     * @param total how many people the search had before it was cut here, -1 where it did not say
     * @param found how many the slices before this one had together
     */
    record Cut(int index, int total, int found) {}

    static SlicedWalk parse(String cursor) {
        try {
            return JSON.readValue(cursor, SlicedWalk.class);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("not a cursor of this search", unreadable);
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
    int count(int wanted, int window) {
        return Math.min(wanted, window - start);
    }

    /** Whether the search is to be cut once more than it is, which takes one dimension more. */
    boolean overflows(int window, int found, int total, boolean more) {
        return (start == 0 && total > window) || (more && start + found >= window);
    }

    /**
     * Where to go after a page.
     *
     * @param found how many people were on it
     * @param total how many the platform says the slice has, -1 where it does not say; believed only where it costs little
     * @param more whether the slice goes on
     * @return null at the end, with {@code truncated} told by {@link #after}
     */
    Step after(Plan plan, int found, int total, boolean more) {
        if (overflows(plan.window(), found, total, more)
                && path.size() < plan.dimensions().size()) {
            return Step.to(cut(total));
        }
        boolean windowEnds = more && start + found >= plan.window();
        boolean lost = truncated || windowEnds;
        if (more && !windowEnds) {
            return Step.to(new SlicedWalk(path, start + found, lost));
        }
        return next(plan.dimensions(), Math.max(total, start + found), lost);
    }

    /** What follows a page: a place to go on, or the end. */
    record Step(@Nullable SlicedWalk next, boolean truncated) {
        private static Step to(SlicedWalk walk) {
            return new Step(walk, walk.truncated());
        }
    }

    private SlicedWalk cut(int total) {
        List<Cut> deeper = new ArrayList<>(path);
        deeper.add(new Cut(0, total, 0));
        return new SlicedWalk(deeper, 0, truncated);
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
                return Step.to(new SlicedWalk(cuts, 0, truncatedSoFar));
            }
            // Whoever is in none of the slices, say as his company's size is not known, stays out of reach.
            truncatedSoFar |= found < last.total();
            of = Math.max(last.total(), found);
        }
        return new Step(null, truncatedSoFar);
    }
}
