package com.messageai.leadgen.scoring;

import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A profile with something else in it. */
final class Edited {

    private String headline;
    private String title;
    private String seniority;
    private Company company;
    private Place location;
    private List<String> skills;
    private List<String> interests;
    private String bio;
    private Instant activeAt;
    private List<String> signals;
    private final Profile base;

    private Edited(Profile base) {
        this.base = base;
        this.headline = base.headline();
        this.title = base.title();
        this.seniority = base.seniority();
        this.company = base.company();
        this.location = base.location();
        this.skills = base.skills();
        this.interests = base.interests();
        this.bio = base.bio();
        this.activeAt = base.activeAt();
        this.signals = base.signals();
    }

    static Edited of(Profile base) {
        return new Edited(base);
    }

    Edited headline(String other) {
        headline = other;
        return this;
    }

    Edited title(String other) {
        title = other;
        return this;
    }

    Edited seniority(String other) {
        seniority = other;
        return this;
    }

    Edited company(UnaryOperator<Company> change) {
        company = change.apply(company);
        return this;
    }

    Edited location(Place other) {
        location = other;
        return this;
    }

    Edited skills(List<String> other) {
        skills = other;
        return this;
    }

    Edited interests(List<String> other) {
        interests = other;
        return this;
    }

    Edited bio(String other) {
        bio = other;
        return this;
    }

    Edited activeAt(Instant other) {
        activeAt = other;
        return this;
    }

    Edited signals(List<String> other) {
        signals = other;
        return this;
    }

    Profile profile() {
        return new Profile(
                base.platform(),
                base.platformProfileId(),
                base.profileUrl(),
                base.name(),
                base.firstName(),
                base.lastName(),
                headline,
                title,
                seniority,
                base.department(),
                company,
                location,
                skills,
                interests,
                bio,
                base.positionSince(),
                activeAt,
                signals,
                base.emails(),
                base.phones());
    }
}
