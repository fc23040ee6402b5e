/** Who is asking: teams, users, sign-in, tokens, roles, permissions, limits. */
@ApplicationModule(allowedDependencies = {"store", "lifecycle", "web"})
@NullMarked
package com.messageai.leadgen.team;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
