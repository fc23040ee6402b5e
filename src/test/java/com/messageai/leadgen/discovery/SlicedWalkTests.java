package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.SlicedWalk.Dimension;
import com.messageai.leadgen.discovery.SlicedWalk.Plan;
import com.messageai.leadgen.discovery.SlicedWalk.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SlicedWalkTests {

    private static final List<Dimension> DIMENSIONS = List.of(
            new Dimension("staffCountRanges", List.of("s0", "s1", "s2")),
            new Dimension("geos", List.of("g0", "g1", "g2", "g3")));

    private record Someone(int id, String size, String place) {}

    @Test
    void walksASearchThatFitsPageByPage() {
        Walked walked = walk(people(120, "s0", "g0"), true);
        assertThat(walked.found()).hasSize(120);
        assertThat(walked.calls()).isEqualTo(3);
        assertThat(walked.truncated()).isFalse();
    }

    @Test
    void endsAtTheWindowExactlyWhereNobodyIsBeyondIt() {
        Walked walked = walk(people(1_000, "s0", "g0"), true);
        assertThat(walked.found()).hasSize(1_000);
        assertThat(walked.truncated()).isFalse();
    }

    @Test
    void cutsAsDeepAsItMust() {
        List<Someone> people = spread(9_000);
        Walked walked = walk(people, true);
        assertThat(walked.found()).hasSize(9_000);
        assertThat(walked.truncated()).isFalse();
    }

    @Test
    void cutsAlsoWhereTheGatewayTellsNoTotals() {
        Walked walked = walk(spread(9_000), false);
        assertThat(walked.found()).hasSize(9_000);
        assertThat(walked.truncated()).isFalse();
    }

    @Test
    void saysWhatCannotBeCutFurther() {
        Walked walked = walk(people(1_500, "s1", "g2"), true);
        assertThat(walked.found()).hasSize(1_000);
        assertThat(walked.truncated()).isTrue();
    }

    @Test
    void saysThatSomeAreInNoSlice() {
        List<Someone> people = spread(2_000);
        people.addAll(people(200, "unknown", "g0"));
        Walked walked = walk(people, true);
        assertThat(walked.truncated()).isTrue();
        assertThat(walked.found().size()).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void keepsItsPlaceInAShortCursor() {
        var walk = new SlicedWalk(
                List.of(new SlicedWalk.Cut(8, 100_000, 90_000), new SlicedWalk.Cut(23, 9_000, 8_000)), 950, true);
        assertThat(SlicedWalk.parse(walk.cursor())).isEqualTo(walk);
        assertThat(walk.cursor()).hasSizeLessThan(200);
    }

    private record Walked(Set<Integer> found, int calls, boolean truncated) {}

    /** Plays the gateway: everything after a page goes through the cursor, as after a restart. */
    private static Walked walk(List<Someone> people, boolean tellsTotals) {
        Set<Integer> found = new HashSet<>();
        int calls = 0;
        String cursor = SlicedWalk.BEGIN.cursor();
        boolean truncated = false;
        while (cursor != null) {
            SlicedWalk walk = SlicedWalk.parse(cursor);
            List<Someone> slice =
                    people.stream().filter(matches(walk.pins(DIMENSIONS))).toList();
            int count = walk.count(50, 1_000);
            assertThat(count).isPositive();
            List<Someone> page = slice.stream().skip(walk.start()).limit(count).toList();
            page.forEach(one -> found.add(one.id()));
            boolean more = page.size() == count && (!tellsTotals || walk.start() + count < slice.size());
            Step step = walk.after(new Plan(1_000, DIMENSIONS), page.size(), tellsTotals ? slice.size() : -1, more);
            truncated = step.truncated();
            cursor = step.next() == null ? null : step.next().cursor();
            assertThat(++calls).isLessThan(1_000);
        }
        return new Walked(found, calls, truncated);
    }

    private static Predicate<Someone> matches(Map<String, String> pins) {
        return one -> one.size().equals(pins.getOrDefault("staffCountRanges", one.size()))
                && one.place().equals(pins.getOrDefault("geos", one.place()));
    }

    private static List<Someone> people(int count, String size, String place) {
        List<Someone> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(new Someone(count * 10_000 + i, size, place));
        }
        return people;
    }

    private static List<Someone> spread(int count) {
        var random = new Random(7);
        List<Someone> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(new Someone(i, "s" + random.nextInt(3), "g" + random.nextInt(4)));
        }
        return people;
    }
}
