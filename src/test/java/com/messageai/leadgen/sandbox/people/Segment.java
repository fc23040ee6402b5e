package com.messageai.leadgen.sandbox.people;

import java.util.List;
import java.util.Map;

/**
 * A part of the economy: which companies there are in it, and who works at them. The first three are the markets of the
 * demo's ideal customer profiles, dense enough that a campaign finds many people; the rest is everybody else.
 *
 * @param share of all companies, in percent
 * @param industries ids with weights, and so the others
 * @param leaders roles that a company of this segment has with that probability in percent, besides what chance brings
 */
record Segment(
        int share,
        Map<Integer, Integer> industries,
        Map<String, Integer> countries,
        Map<SizeRange, Integer> sizes,
        List<Slot> leaders) {

    /** A role with the probability, in percent, that it is filled. */
    record Slot(String role, int percent) {}

    private static final Map<String, Integer> EUROPE =
            Map.of("GB", 22, "DE", 20, "FR", 16, "ES", 11, "IT", 9, "NL", 9, "BE", 4, "SE", 4, "DK", 3, "NO", 2);
    private static final Map<String, Integer> WORLD = Map.ofEntries(
            Map.entry("US", 45),
            Map.entry("GB", 9),
            Map.entry("DE", 8),
            Map.entry("FR", 6),
            Map.entry("ES", 4),
            Map.entry("IT", 3),
            Map.entry("NL", 3),
            Map.entry("CA", 5),
            Map.entry("AU", 3),
            Map.entry("IN", 4),
            Map.entry("SE", 2),
            Map.entry("PL", 2),
            Map.entry("IE", 1),
            Map.entry("BR", 2),
            Map.entry("SG", 1),
            Map.entry("JP", 1),
            Map.entry("CH", 1),
            Map.entry("AT", 1),
            Map.entry("ZA", 1),
            Map.entry("AE", 1),
            Map.entry("BE", 1),
            Map.entry("DK", 1),
            Map.entry("NO", 1));
    private static final Map<SizeRange, Integer> ALL_SIZES = Map.of(
            SizeRange.SELF_EMPLOYED,
            2,
            SizeRange.UP_TO_10,
            14,
            SizeRange.UP_TO_50,
            26,
            SizeRange.UP_TO_200,
            22,
            SizeRange.UP_TO_500,
            12,
            SizeRange.UP_TO_1000,
            8,
            SizeRange.UP_TO_5000,
            9,
            SizeRange.UP_TO_10000,
            3,
            SizeRange.ABOVE_10000,
            4);
    private static final Map<SizeRange, Integer> MIDDLE_SIZES = Map.of(
            SizeRange.UP_TO_50,
            25,
            SizeRange.UP_TO_200,
            35,
            SizeRange.UP_TO_500,
            20,
            SizeRange.UP_TO_1000,
            12,
            SizeRange.UP_TO_5000,
            8);

    static List<Segment> all() {
        return List.of(americanSoftware(), europeanRetail(), dachManufacturing(), otherSoftware(), everybodyElse());
    }

    private static Segment americanSoftware() {
        return new Segment(
                25,
                Map.of(4, 92, 6, 8),
                Map.of("US", 100),
                Map.of(SizeRange.UP_TO_200, 100),
                List.of(
                        new Slot("cto", 96),
                        new Slot("vp_engineering", 92),
                        new Slot("vp_engineering", 42),
                        new Slot("head_engineering", 50),
                        new Slot("ceo", 35)));
    }

    private static Segment europeanRetail() {
        return new Segment(
                14,
                Map.of(27, 94, 6, 6),
                EUROPE,
                MIDDLE_SIZES,
                List.of(
                        new Slot("cmo", 45),
                        new Slot("vp_marketing", 25),
                        new Slot("head_marketing", 95),
                        new Slot("head_marketing", 45),
                        new Slot("marketing_manager", 70),
                        new Slot("ceo", 30)));
    }

    private static Segment dachManufacturing() {
        return new Segment(
                13,
                Map.of(25, 62, 53, 18, 17, 8, 3, 6, 7, 6),
                Map.of("DE", 74, "AT", 13, "CH", 13),
                Map.of(
                        SizeRange.UP_TO_50,
                        12,
                        SizeRange.UP_TO_200,
                        33,
                        SizeRange.UP_TO_500,
                        25,
                        SizeRange.UP_TO_1000,
                        15,
                        SizeRange.UP_TO_5000,
                        12,
                        SizeRange.UP_TO_10000,
                        3),
                List.of(
                        new Slot("head_hr", 95),
                        new Slot("chro", 22),
                        new Slot("vp_hr", 12),
                        new Slot("hr_manager", 70),
                        new Slot("coo", 30),
                        new Slot("ceo", 30)));
    }

    private static Segment otherSoftware() {
        return new Segment(
                16,
                Map.of(4, 48, 6, 18, 96, 20, 118, 9, 84, 3, 132, 2),
                WORLD,
                ALL_SIZES,
                List.of(
                        new Slot("cto", 70),
                        new Slot("vp_engineering", 35),
                        new Slot("head_engineering", 45),
                        new Slot("ceo", 45),
                        new Slot("vp_sales", 30)));
    }

    private static Segment everybodyElse() {
        Map<Integer, Integer> industries = new java.util.TreeMap<>();
        Industry.all().forEach(industry -> industries.put(industry.id(), 3));
        industries.putAll(Map.of(43, 8, 14, 8, 11, 7, 25, 6, 27, 6, 48, 5, 116, 5, 68, 5, 80, 4, 41, 4));
        industries.put(4, 2);
        return new Segment(
                32,
                industries,
                WORLD,
                ALL_SIZES,
                List.of(new Slot("ceo", 45), new Slot("cfo", 25), new Slot("coo", 20), new Slot("owner", 15)));
    }
}
