package com.messageai.leadgen.journey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a team asks for. */
public final class Briefs {

    private Briefs() {}

    /** A draft for engineering leaders at American software companies. */
    static String campaign(Visitor manager, Map<String, Object> more, List<String> platforms) {
        String product = manager.post("/products", Map.of("name", "CloudLedger"))
                .path("id")
                .asString();
        String icp =
                manager.post("/icps", engineeringLeaders(product)).path("id").asString();
        Map<String, Object> body = new HashMap<>(more);
        body.put("icpId", icp);
        body.put("name", "Journey");
        body.put("platforms", platforms);
        return manager.post("/campaigns", body).path("id").asString();
    }

    /** The ICP of engineering leaders at American software companies, as it is posted. */
    public static Map<String, Object> engineeringLeaders(String product) {
        return Map.of(
                "productId", product,
                "name", "Engineering leaders",
                "demographics",
                        Map.of(
                                "jobTitles", List.of("CTO", "VP Engineering"),
                                "seniorities", List.of("CXO", "VP"),
                                "locations", List.of("USA")),
                "firmographics", Map.of("industries", List.of("SaaS"), "companySizes", List.of("50-200")),
                "psychographics", Map.of("interests", List.of("DevOps")));
    }
}
