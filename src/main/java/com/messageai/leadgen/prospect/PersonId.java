package com.messageai.leadgen.prospect;

import java.util.UUID;

/** An identity within a team: whoever is found by five campaigns is one person. */
public record PersonId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
