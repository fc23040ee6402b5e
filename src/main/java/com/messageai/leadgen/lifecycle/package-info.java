/** What runs in the background for as long as the service does: streams that begin again, chores, and how both are doing. */
@ApplicationModule(allowedDependencies = {"store"})
@NullMarked
package com.messageai.leadgen.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
