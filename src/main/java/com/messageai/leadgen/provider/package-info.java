/** How we call out: one WebClient policy, quotas, circuit breakers, bulkheads, the sealed family of provider failures. */
@ApplicationModule(allowedDependencies = {"store", "lifecycle", "web", "team"})
@NullMarked
package com.messageai.leadgen.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
