/** Queues: rows in PostgreSQL that are announced over Kafka, claimed under a lease and settled behind a fence. */
@ApplicationModule(allowedDependencies = {"store", "lifecycle", "team", "web"})
@NullMarked
package com.messageai.leadgen.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
