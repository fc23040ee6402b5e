package com.messageai.leadgen.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param journal how long events are kept, in whole days; a reader that comes back later begins with a reset */
@ConfigurationProperties("leadgen.retention")
record RetentionProperties(@DefaultValue("30d") Duration journal) {}
