package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.SameJson;
import com.messageai.leadgen.web.Violations;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Checks criteria as their platforms understand them. */
@Component
class SearchLanguages {

    private static final int MOST_FIELDS = 40;

    private final Map<Platform, SearchLanguage> languages = new EnumMap<>(Platform.class);

    SearchLanguages(List<SearchLanguage> languages) {
        languages.forEach(language -> this.languages.put(language.platform(), language));
    }

    /**
     * What stands already is not looked at again: a platform's language may have changed since. An empty object is no
     * criteria of one's own.
     */
    void check(Map<Platform, JsonNode> criteria, Map<Platform, JsonNode> before, Violations violations) {
        criteria.forEach((platform, value) -> {
            JsonNode kept = before.get(platform);
            if (value.isObject() && !value.isEmpty() && (kept == null || !SameJson.as(kept, value))) {
                String field = "searchCriteria." + platform;
                SearchLanguage language = languages.get(platform);
                violations.require(platform != Platform.CSV, field, "must not be given: files are not searched");
                if (value.size() > MOST_FIELDS) {
                    // Each would be a complaint of its own.
                    violations.add(field, "must have at most " + MOST_FIELDS + " criteria");
                } else if (language != null) {
                    language.check(field, value, violations);
                }
            }
        });
    }
}
