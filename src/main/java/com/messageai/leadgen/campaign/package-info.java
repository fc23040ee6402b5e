/** The kept campaign: its settings, budget, state machine and counters. */
@ApplicationModule(allowedDependencies = {"store", "team", "web", "icp"})
@NullMarked
package com.messageai.leadgen.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
