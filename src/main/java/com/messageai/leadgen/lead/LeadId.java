package com.messageai.leadgen.lead;

import java.util.UUID;

/** A lead of one team. */
public record LeadId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
