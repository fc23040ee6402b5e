package com.messageai.leadgen.discovery;

import com.messageai.leadgen.campaign.SearchLanguage;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Violations;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What {@link LinkedInSearch} reads, with every complaint by its path. */
@Component
class LinkedInLanguage implements SearchLanguage {

    LinkedInLanguage() {
        LinkedInVocabulary.load();
    }

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
    }

    @Override
    public void check(String field, JsonNode criteria, Violations violations) {
        criteria.properties().forEach(entry -> {
            String path = field + "." + entry.getKey();
            if (entry.getKey().equals(LinkedInSearch.KEYWORDS)) {
                text(path, entry.getValue(), violations);
            } else if (LinkedInSearch.isList(entry.getKey())) {
                list(path, entry.getKey(), entry.getValue(), violations);
            } else {
                var known = new TreeSet<>(LinkedInSearch.names());
                known.add(LinkedInSearch.KEYWORDS);
                violations.add(path, "must be one of " + String.join(", ", known));
            }
        });
    }

    private static void list(String path, String list, JsonNode values, Violations violations) {
        if (!values.isArray() || values.isEmpty() || values.size() > LinkedInSearch.MOST_VALUES) {
            violations.add(path, "must be a list of 1 to " + LinkedInSearch.MOST_VALUES + " texts");
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            String at = path + "[" + i + "]";
            JsonNode value = values.get(i);
            if (text(at, value, violations)) {
                violations.require(
                        LinkedInSearch.understands(list, value.asString().strip()),
                        at,
                        "must be " + LinkedInSearch.form(list));
            }
        }
    }

    private static boolean text(String path, JsonNode value, Violations violations) {
        boolean text = value.isString()
                && !value.asString().isBlank()
                && value.asString().strip().length() <= Texts.LINE;
        violations.require(text, path, "must be a text of 1 to " + Texts.LINE + " characters");
        return text;
    }
}
