package com.messageai.leadgen.discovery;

import com.messageai.leadgen.campaign.SearchLanguage;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Violations;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What {@link ZoomInfoSearch} reads, with every complaint by its path. Which ids there are only ZoomInfo knows. */
@Component
class ZoomInfoLanguage implements SearchLanguage {

    @Override
    public Platform platform() {
        return Platform.ZOOMINFO;
    }

    @Override
    public void check(String field, JsonNode criteria, Violations violations) {
        boolean readable = true;
        for (var criterion : criteria.properties()) {
            String complaint = ZoomInfoSearch.complaint(criterion.getKey(), criterion.getValue());
            if (complaint != null) {
                readable = false;
                violations.add(field + "." + criterion.getKey(), complaint);
            }
        }
        violations.require(
                !readable || ZoomInfoSearch.asks(criteria),
                field,
                "must say who is to be found, not only how to search");
        violations.require(
                !readable || ZoomInfoSearch.employees(criteria) != null,
                field + ".employeeRangeMin",
                "must be a number, and not above employeeRangeMax");
    }
}
