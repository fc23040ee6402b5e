package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People as a source shows them. */
final class ProfileFixtures {

    private ProfileFixtures() {}

    /** Each number is somebody else, in Austin. */
    static Profile somebody(int i, String title) {
        return new Profile(
                Platform.LINKEDIN,
                "person-" + i,
                "https://www.linkedin.com/in/person-" + i,
                "Person " + i,
                "Person",
                Integer.toString(i),
                "CTO at Tarnwell",
                title,
                "CXO",
                "ENGINEERING",
                Profile.Company.UNKNOWN,
                Profile.Place.of("Austin, Texas, United States"),
                List.of("Kubernetes"),
                List.of("DevOps"),
                "Builds platforms.",
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    /** The same person as the row of a search shows it: without skills, interests and texts. */
    static Profile lean(int i, @Nullable String title, String place) {
        return new Profile(
                Platform.LINKEDIN,
                "person-" + i,
                null,
                "Person " + i,
                "Person",
                Integer.toString(i),
                null,
                title,
                null,
                null,
                Profile.Company.UNKNOWN,
                Profile.Place.of(place),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }
}
