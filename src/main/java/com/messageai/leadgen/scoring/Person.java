package com.messageai.leadgen.scoring;

import com.messageai.leadgen.prospect.Profile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A profile as the card reads it: titles taken apart, places found, texts cut into items. */
record Person(
        Profile profile,
        @Nullable Title title,
        @Nullable Seniority seniority,
        @Nullable String department,
        @Nullable Spot location,
        @Nullable Spot companyLocation,
        Set<Industries.Industry> industries,
        @Nullable Range size,
        Said said) {

    static Person of(Profile profile, Knowledge knowledge) {
        String text = profile.title() != null ? profile.title() : profile.headline();
        Title title = text == null ? null : knowledge.titles().read(text);
        Seniority seniority = Seniority.named(profile.seniority());
        String department = knowledge.departments().named(profile.department());
        Profile.Company company = profile.company();
        return new Person(
                profile,
                title,
                seniority != null || title == null ? seniority : title.seniority(),
                department != null || title == null ? department : title.department(),
                spot(profile.location(), knowledge),
                spot(company.location(), knowledge),
                company.industry() == null ? Set.of() : knowledge.industries().named(company.industry()),
                company.employees() != null
                        ? new Range(company.employees(), company.employees())
                        : Range.read(company.size()),
                Said.by(profile, title, knowledge.titles()));
    }

    private static @Nullable Spot spot(Profile.@Nullable Place place, Knowledge knowledge) {
        if (place == null) {
            return null;
        }
        Spot byText = knowledge.places().find(place.text(), place.country());
        if (byText != null && byText.region() != null || place.city() == null && place.region() == null) {
            return byText;
        }
        Spot byParts = knowledge.places().find(parts(place), place.country());
        return byParts == null ? byText : byParts;
    }

    private static String parts(Profile.Place place) {
        return (place.city() == null ? "" : place.city()) + "," + (place.region() == null ? "" : place.region());
    }

    /** The title as it is compared by meaning; null where there is none. */
    @Nullable String titleText() {
        return title == null ? null : Said.term(title.text());
    }

    List<Said.Item> items() {
        return said.items();
    }
}
