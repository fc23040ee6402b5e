package com.messageai.leadgen.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param jobs how long settled jobs are kept, in whole days */
@ConfigurationProperties("leadgen.retention")
record RetentionProperties(@DefaultValue("30d") Duration jobs) {}
