package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Violations;
import tools.jackson.databind.JsonNode;

/**
 * What a platform's search understands. A campaign keeps criteria without knowing any platform, so those who do know one
 * tell it here, and what a search would refuse is refused when it is written.
 */
public interface SearchLanguage {

    Platform platform();

    /** Names all that is wrong. @param field the path of the criteria; @param criteria a JSON object that is not empty */
    void check(String field, JsonNode criteria, Violations violations);
}
