package com.messageai.leadgen.icp;

import com.messageai.leadgen.icp.Product.Content;
import com.messageai.leadgen.icp.Product.Pricing;
import com.messageai.leadgen.web.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as clients write it. */
record ProductInput(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> features,
        @Nullable Pricing pricing) {

    private static final int LONGEST_DESCRIPTION = 5_000;

    /** What may be kept; a 422 that names every broken rule. */
    Content checked() {
        Violations violations = new Violations();
        Content content = new Content(
                violations.name("name", name, 200),
                violations.text("description", description, LONGEST_DESCRIPTION),
                violations.names("features", features, 100, 200),
                pricing == null ? null : checked(pricing, violations));
        violations.refuse();
        return content;
    }

    private static Pricing checked(Pricing given, Violations violations) {
        boolean priced = given.amount() != null || given.currency() != null;
        return new Pricing(
                violations.optional("pricing.model", given.model(), 50),
                priced ? violations.amount("pricing.amount", given.amount()) : null,
                priced ? violations.currency("pricing.currency", given.currency()) : null,
                violations.optional("pricing.period", given.period(), 50));
    }
}
