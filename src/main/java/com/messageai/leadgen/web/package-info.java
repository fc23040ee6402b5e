/** HTTP's habits: problem details, paging, ETag, idempotency, correlation id. */
@ApplicationModule(allowedDependencies = {"store"})
@NullMarked
package com.messageai.leadgen.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
