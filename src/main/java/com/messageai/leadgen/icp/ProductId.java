package com.messageai.leadgen.icp;

import java.util.UUID;

/** A product of one team. */
public record ProductId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
