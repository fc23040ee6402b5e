package com.messageai.leadgen.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Random;
import java.util.UUID;

/** Ids of rows: UUID version 7, so that keys grow with time and new rows land at the end of their index. */
public final class Ids {

    // Ids are no secrets: a plain Random does not read from the operating system, which would block an event loop.
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator(new Random());

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }
}
