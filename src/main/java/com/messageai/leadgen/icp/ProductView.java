package com.messageai.leadgen.icp;

import com.messageai.leadgen.icp.Product.Pricing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A product as clients read it. */
record ProductView(
        UUID id,
        String name,
        String description,
        List<String> features,
        @Nullable Pricing pricing,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    static ProductView of(Product product) {
        return new ProductView(
                product.id().value(),
                product.content().name(),
                product.content().description(),
                product.content().features(),
                product.content().pricing(),
                product.createdAt(),
                product.updatedAt(),
                product.version());
    }
}
