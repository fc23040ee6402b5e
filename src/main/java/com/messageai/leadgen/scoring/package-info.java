/** How well a prospect fits what the team is looking for: four weighted factors and their explanation; which ICPs are alike. */
@ApplicationModule(
        allowedDependencies = {
            "store",
            "lifecycle",
            "team",
            "web",
            "provider",
            "embedding",
            "icp",
            "campaign",
            "prospect"
        })
@NullMarked
package com.messageai.leadgen.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
