package com.messageai.leadgen.team;

import java.util.UUID;

/** A user of one team. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
