package com.messageai.leadgen.sandbox.people;

/** The company sizes as LinkedIn cuts them. */
public enum SizeRange {
    SELF_EMPLOYED(1, 1),
    UP_TO_10(2, 10),
    UP_TO_50(11, 50),
    UP_TO_200(51, 200),
    UP_TO_500(201, 500),
    UP_TO_1000(501, 1_000),
    UP_TO_5000(1_001, 5_000),
    UP_TO_10000(5_001, 10_000),
    ABOVE_10000(10_001, Integer.MAX_VALUE);

    private final int from;
    private final int to;

    SizeRange(int from, int to) {
        this.from = from;
        this.to = to;
    }

    static SizeRange of(int employees) {
        for (SizeRange range : values()) {
            if (employees <= range.to) {
                return range;
            }
        }
        return ABOVE_10000;
    }

    int from() {
        return from;
    }

    /** The upper end, with an end for the open range too, so that a company can be drawn from it. */
    int drawnTo() {
        return this == ABOVE_10000 ? 60_000 : to;
    }

    public String urn() {
        return "urn:li:staffCountRange:(" + from + "," + to + ")";
    }

    /** Hunter's word: {@code 51-200}. */
    public String headcount() {
        return switch (this) {
            case SELF_EMPLOYED, UP_TO_10 -> "1-10";
            case ABOVE_10000 -> "10001+";
            default -> from + "-" + to;
        };
    }

    public String label() {
        return switch (this) {
            case SELF_EMPLOYED -> "Myself only";
            case ABOVE_10000 -> "10,001+ employees";
            default -> String.format(java.util.Locale.ROOT, "%,d-%,d employees", from, to);
        };
    }
}
