/** Products and ideal customer profiles, in versions: what a team is looking for. */
@ApplicationModule(allowedDependencies = {"store", "team", "web"})
@NullMarked
package com.messageai.leadgen.icp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
