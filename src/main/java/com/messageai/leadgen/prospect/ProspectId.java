package com.messageai.leadgen.prospect;

import java.util.UUID;

/** A person in one campaign. */
public record ProspectId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
