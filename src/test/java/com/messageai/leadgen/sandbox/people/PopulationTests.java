package com.messageai.leadgen.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PopulationTests {

    private static Population population;

    @BeforeAll
    static void generate() {
        population = Population.generate(42, 20_000);
    }

    private static double share(Predicate<Person> wanted) {
        return (double) population.people().stream().filter(wanted).count()
                / population.people().size();
    }

    @Test
    void isTheSameInEveryProcessForTheSameSeed() {
        assertThat(Population.generate(42, 20_000).digest()).isEqualTo(population.digest());
        // Whoever changes a table of the population changes this value too, and knows that demos look different now.
        assertThat(Population.generate(7, 1_000).digest().substring(0, 16)).isEqualTo("4811659c8bbfab68");
    }

    @Test
    void isAnotherForAnotherSeed() {
        assertThat(Population.generate(43, 20_000).digest()).isNotEqualTo(population.digest());
    }

    @Test
    void givesEverybodyOneIdAndOneMailbox() {
        assertThat(distinct(Person::id)).isEqualTo(20_000);
        assertThat(distinct(Person::email)).isEqualTo(20_000);
        assertThat(distinct(Person::profileUrl)).isEqualTo(20_000);
        assertThat(population.companies().stream()
                        .map(Company::domain)
                        .distinct()
                        .count())
                .isEqualTo(population.companies().size());
        assertThat(population.people()).allMatch(person -> person.email().matches("[a-z0-9.]+@[a-z0-9]+\\.example"));
    }

    private static long distinct(Function<Person, Object> property) {
        return population.people().stream().map(property).distinct().count();
    }

    @Test
    void spellsTheSameTitleInManyWays() {
        assertThat(spellings("cto")).contains("CTO", "Chief Technology Officer", "C.T.O.", "Directeur technique (CTO)");
        assertThat(spellings("vp_engineering")).contains("VP of Eng", "Vice President, Engineering");
        assertThat(distinct(Person::title)).isGreaterThan(400);
    }

    private static List<String> spellings(String role) {
        return population.people().stream()
                .filter(person -> person.role().key().equals(role) && !person.has(Trait.ONLY_CONTAINS_TITLE))
                .map(Person::title)
                .distinct()
                .toList();
    }

    @Test
    void hasPeopleWhoOnlyLookLikeOthers() {
        List<String> titles = population.people().stream()
                .filter(person -> person.has(Trait.ONLY_CONTAINS_TITLE))
                .map(Person::title)
                .toList();
        assertThat(titles)
                .hasSizeGreaterThan(200)
                .anyMatch(title -> title.startsWith("Assistant to the C"))
                .anyMatch(title -> title.startsWith("Former C"))
                .anyMatch(title -> title.startsWith("Recruiter – C"));
        assertThat(distinct(Person::title)).isGreaterThan(400);
    }

    @Test
    void hasGaps() {
        assertThat(share(person -> person.summary() == null)).isBetween(0.15, 0.25);
        assertThat(share(person -> person.skills().isEmpty())).isBetween(0.08, 0.2);
        assertThat(share(person -> !person.company().hasWebsite())).isBetween(0.05, 0.15);
        assertThat(share(person -> person.has(Trait.HIDES_PLACE))).isBetween(0.03, 0.05);
        assertThat(share(person -> person.has(Trait.HIDES_TITLE))).isBetween(0.01, 0.03);
        assertThat(share(person -> person.has(Trait.IN_FINDER))).isBetween(0.78, 0.82);
        assertThat(share(person -> person.emailStatus() == EmailStatus.VALID)).isBetween(0.65, 0.8);
    }

    @Test
    void wasActiveFromThisHourToTwoYearsAgo() {
        assertThat(share(person -> person.hoursAgo() <= 30 * 24)).isBetween(0.1, 0.18);
        assertThat(share(person -> person.hoursAgo() > 365 * 24)).isBetween(0.3, 0.5);
        assertThat(population.people()).allMatch(person -> person.hoursAgo() > 0 && person.hoursAgo() <= 730 * 24);
    }

    @Test
    void livesAllOverAndBearsNamesFromAllOver() {
        Map<String, Long> countries = population.people().stream()
                .collect(Collectors.groupingBy(person -> person.place().countryCode(), Collectors.counting()));
        assertThat(countries.get("US")).isBetween(7_000L, 12_000L);
        assertThat(countries.get("DE")).isGreaterThan(1_500L);
        assertThat(countries).hasSizeGreaterThan(20);
        assertThat(share(person -> !person.fullName().matches("\\p{ASCII}+"))).isBetween(0.05, 0.4);
        assertThat(distinct(Person::fullName)).isGreaterThan(17_000);
    }

    @Test
    void hasTelephoneNumbersThatAreValidForTheirCountry() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        long valid = population.companies().stream()
                .filter(company -> {
                    try {
                        return numbers.isValidNumber(
                                numbers.parse(company.phone(), company.place().countryCode()));
                    } catch (NumberParseException e) {
                        return false;
                    }
                })
                .count();
        assertThat((double) valid / population.companies().size()).isBetween(0.93, 0.99);
    }
}
