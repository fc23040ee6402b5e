package com.messageai.leadgen.job;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a job's row keeps of its attempts, oldest first. */
@Component
class Attempts {

    private static final TypeReference<List<Attempt>> LIST = new TypeReference<>() {};

    private final JsonMapper json;

    Attempts(JsonMapper json) {
        this.json = json;
    }

    List<Attempt> read(String column) {
        return json.readValue(column, LIST);
    }
}
