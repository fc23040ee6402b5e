package com.messageai.leadgen.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile.Company;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileTests {

    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void takesFromAnotherReadingWhatItDoesNotSayItself() {
        Profile whole = profile("CTO", "CXO", "Tarnwell", "tarnwell.example", List.of("Kubernetes"), "Builds.");

        Profile row = profile("CTO", null, "tarnwell", null, List.of(), null).completedBy(whole);

        assertThat(row.seniority()).isEqualTo("CXO");
        assertThat(row.company().domain()).isEqualTo("tarnwell.example");
        assertThat(row.company().name()).isEqualTo("tarnwell");
        assertThat(row.skills()).containsExactly("Kubernetes");
        assertThat(row.bio()).isEqualTo("Builds.");
    }

    @Test
    void keepsWhatItSaysItself() {
        Profile row = profile("CTO", "CXO", "Tarnwell", "tarnwell.example", List.of("Kubernetes"), "Builds.");

        assertThat(row.completedBy(profile("CTO", "VP", "Tarnwell", "other.example", List.of("Java"), "Other.")))
                .isEqualTo(row);
    }

    @Test
    void takesNothingOfAnotherPosition() {
        Profile row = profile("CTO", null, "Tarnwell", null, List.of(), null);

        Profile moved = row.completedBy(profile("CEO", "CXO", "Tarnwell", "tarnwell.example", List.of(), "Builds."));
        Profile elsewhere = row.completedBy(profile("CTO", "CXO", "Northpeak", "northpeak.example", List.of(), null));

        assertThat(moved.seniority()).isNull();
        assertThat(moved.company().domain()).isNull();
        assertThat(moved.bio()).isEqualTo("Builds.");
        assertThat(elsewhere.company()).isEqualTo(row.company());
        assertThat(elsewhere.seniority()).isNull();
    }

    @Test
    void takesNoAddressAndNoNumber() {
        Profile row = profile("CTO", null, null, null, List.of(), null);

        Profile completed = row.completedBy(row);

        assertThat(completed.emails()).isEmpty();
        assertThat(completed.phones()).isEmpty();
        assertThat(row.completedBy(withContacts()).emails()).isEmpty();
        assertThat(row.completedBy(withContacts()).phones()).isEmpty();
    }

    private static Profile withContacts() {
        return new Profile(
                Platform.LINKEDIN,
                "A",
                null,
                "Ada",
                null,
                null,
                null,
                null,
                null,
                null,
                Company.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of("ada@tarnwell.example"),
                List.of("+15125550100"));
    }

    private static Profile profile(
            @Nullable String title,
            @Nullable String seniority,
            @Nullable String company,
            @Nullable String domain,
            List<String> skills,
            @Nullable String bio) {
        return new Profile(
                Platform.LINKEDIN,
                "A",
                null,
                "Ada",
                null,
                null,
                null,
                title,
                seniority,
                null,
                new Company(company, domain, null, null, null, null, List.of(), null),
                null,
                skills,
                List.of(),
                bio,
                null,
                DAY,
                List.of(),
                List.of(),
                List.of());
    }
}
