package com.messageai.leadgen.discovery;

import tools.jackson.databind.JsonNode;

/**
 * What to ask a platform for.
 *
 * @param criteria in the platform's own terms, a JSON object
 * @param pageSize how many people a page should have at most; the source bounds it by what the platform allows
 */
public record SourceQuery(JsonNode criteria, int pageSize) {}
