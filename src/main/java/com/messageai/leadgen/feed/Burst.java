package com.messageai.leadgen.feed;

import java.util.List;

/** Frames that are written at once and flushed together. @param last nothing comes after them */
record Burst(List<Frame> frames, boolean last) {

    /** The most frames of one burst: what one reader that does not read holds is a few bursts. */
    static final int SIZE = 32;

    static Burst of(List<Frame> frames) {
        return new Burst(frames, false);
    }

    static Burst of(Frame frame) {
        return of(List.of(frame));
    }

    static Burst last(List<Frame> frames) {
        return new Burst(frames, true);
    }
}
