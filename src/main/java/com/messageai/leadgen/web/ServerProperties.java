package com.messageai.leadgen.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the HTTP server beside Spring's own ({@code server.netty.idle-timeout}).
 *
 * @param requestTimeout how long a request's head and body may take to arrive
 * @param writeTimeout how long a reader may take nothing of what was written before it is disconnected
 * @param maxConnections connections at once; further ones are closed
 * @param sendBuffer what the kernel may hold for one connection
 */
@ConfigurationProperties("leadgen.server")
record ServerProperties(
        @DefaultValue("30s") Duration requestTimeout,
        @DefaultValue("30s") Duration writeTimeout,
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("128KB") DataSize sendBuffer) {}
