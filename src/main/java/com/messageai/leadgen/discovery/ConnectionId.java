package com.messageai.leadgen.discovery;

import java.util.UUID;

/** A connection of one team. */
public record ConnectionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
