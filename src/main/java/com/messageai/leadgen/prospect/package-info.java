/** Persons and prospects: identity, provenance, the state machine of a prospect, the review queue. */
@ApplicationModule(allowedDependencies = {"store", "team", "web", "icp", "campaign"})
@NullMarked
package com.messageai.leadgen.prospect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
