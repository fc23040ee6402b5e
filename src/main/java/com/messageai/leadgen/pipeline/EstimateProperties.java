package com.messageai.leadgen.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of an estimate, which somebody waits for.
 *
 * @param atOnce platforms asked side by side
 * @param timeout for all of them together; one that has not answered by then is not ready
 */
@ConfigurationProperties("leadgen.estimate")
record EstimateProperties(
        @DefaultValue("4") int atOnce, @DefaultValue("9s") Duration timeout) {

    EstimateProperties {
        if (atOnce < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException("an estimate asks at least one platform and takes its time");
        }
    }
}
