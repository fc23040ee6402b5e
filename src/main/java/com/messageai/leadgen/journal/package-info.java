/** What happened, numbered: written by stages, read by feed and analytics. */
@ApplicationModule(allowedDependencies = {"store", "lifecycle", "team"})
@NullMarked
package com.messageai.leadgen.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
