package com.messageai.leadgen.store;

import org.springframework.r2dbc.core.DatabaseClient;

/** Keyed hashes for tests of stores. */
public final class KeyedHashes {

    private KeyedHashes() {}

    /** As an installation has it that was given no key. */
    public static KeyedHash inDatabase(DatabaseClient database) {
        return new KeyedHash(database, new KeyedHashProperties(null));
    }
}
