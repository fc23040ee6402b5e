/** How rooms keep things: the one way into a transaction, ids, paging by key, JSON columns. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.messageai.leadgen.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
