/**
 * Where prospects come from: a source per platform gives pages of profiles from a cursor; people whom a file names; people
 * who filled in the lead forms of a connected account.
 */
@ApplicationModule(allowedDependencies = {"store", "team", "web", "provider", "icp", "campaign", "prospect"})
@NullMarked
package com.messageai.leadgen.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
