/** Pure rules: who is worth enriching, who becomes a lead, how good the data is. */
@ApplicationModule(allowedDependencies = {"campaign", "prospect", "scoring"})
@NullMarked
package com.messageai.leadgen.qualification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
