/** Server-Sent Events for any number of readers, never slowing the pipeline. */
@ApplicationModule(
        allowedDependencies = {"store", "lifecycle", "team", "web", "journal", "icp", "campaign", "prospect"})
@NullMarked
package com.messageai.leadgen.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
