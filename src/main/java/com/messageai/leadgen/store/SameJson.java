package com.messageai.leadgen.store;

import tools.jackson.databind.JsonNode;

/** Whether two JSON values say the same: a number may be another kind of node when it was read another way. */
public final class SameJson {

    private SameJson() {}

    public static boolean as(JsonNode one, JsonNode other) {
        return one.equals(SameJson::compare, other);
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
