package com.messageai.leadgen.discovery;

import com.messageai.leadgen.prospect.Profile;

/** What reading a profile came to. */
public sealed interface ProfileReading {

    /** Of the one who was asked for. */
    String platformProfileId();

    /** The profile as the platform shows it, without any address or number. */
    record Shown(Profile profile) implements ProfileReading {
        @Override
        public String platformProfileId() {
            return profile.platformProfileId();
        }
    }

    /** The platform has nobody of that id, or no longer. */
    record Gone(String platformProfileId) implements ProfileReading {}

    /** The platform does not show this one, whenever it is asked; or it shows what can't be read. */
    record Withheld(String platformProfileId) implements ProfileReading {}
}
