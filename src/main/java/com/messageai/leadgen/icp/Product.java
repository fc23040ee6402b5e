package com.messageai.leadgen.icp;

import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a team sells. @param version grows with every change, from 0 */
public record Product(TeamId team, ProductId id, Content content, Instant createdAt, Instant updatedAt, int version) {

    /** What people write of a product. @param features at most 100 of at most 200 characters */
    public record Content(
            String name,
            String description,
            List<String> features,
            @Nullable Pricing pricing) {}

    /**
     * What the product costs, as far as it can be said.
     *
     * @param model how it is sold ({@code SUBSCRIPTION}) @param amount per {@code period}, null when it is by offer only
     * @param currency ISO 4217, present where there is an amount @param period {@code MONTH}, {@code YEAR}
     */
    public record Pricing(
            @Nullable String model,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String period) {}
}
