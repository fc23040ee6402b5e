package com.messageai.leadgen.team;

import java.util.UUID;

/** A team: the tenant to which everything belongs. An argument of every store method and a condition of every statement. */
public record TeamId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
