package com.messageai.leadgen.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Failed work is tried again after {@code firstDelay}, twice that, four times that, with jitter; then it is dead. */
@ConfigurationProperties("leadgen.retry")
record RetryProperties(
        @DefaultValue("1s") Duration firstDelay,
        @DefaultValue("3") int maxRetries) {}
