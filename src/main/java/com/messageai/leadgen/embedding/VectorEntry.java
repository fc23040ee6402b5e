package com.messageai.leadgen.embedding;

import java.util.Map;

/**
 * A vector under its id, with what it can be filtered by.
 *
 * @param id ASCII: {@code icp_0198…}
 * @param vector of unit length
 * @param metadata no names, addresses or numbers of people: a store may be somebody else's
 */
public record VectorEntry(String id, float[] vector, Map<String, String> metadata) {

    public VectorEntry {
        metadata = Map.copyOf(metadata);
    }
}
