/** What is worked on: lifecycle, assignment, tags, one open lead per person. */
@ApplicationModule(allowedDependencies = {"store", "team", "web", "icp", "campaign", "prospect"})
@NullMarked
package com.messageai.leadgen.lead;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
