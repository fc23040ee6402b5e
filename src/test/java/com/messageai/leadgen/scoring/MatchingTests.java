package com.messageai.leadgen.scoring;

import static com.messageai.leadgen.scoring.ScoringFixtures.KNOWLEDGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges, industries, seniorities, departments, topics, and how a whole is shared out. */
class MatchingTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50-200|51-200|10000",
                "50-200|51–200|10000",
                "50-200|120|10000",
                "50-200|50|10000",
                "50-200|201|3969",
                "50-200|11-50|4000",
                "50-200|201-500|3971",
                "50-200|1001-5000|0",
                "50-200|1-10|0",
                "50-200|400|0",
                "1000+|10001+|10000",
                "1000+|10,001+|10000",
                "1000+|SIZE_1001_TO_5000|10000",
                "1000+|1000|10000",
                "<50|11-50 employees|10000",
                "<50|SIZE_2_TO_10|10000",
                "100-250|51-200|5121",
                "10M-50M|$12 Million|10000",
                "10M-50M|10M-50M|10000",
                "10M-50M|$1B+|0",
                "10M-50M|5M-20M|5000",
                "10M-50M|12,5 Mio|10000",
                "1,000-5,000|1001-5000|10000",
                "10K-50K|10001+|5372",
            })
    void sizesAndRevenuesOverlapInPart(String wanted, String found, int score) {
        Range asked = Range.read(wanted);
        Range is = Range.read(found);
        assertThat(asked).as(wanted).isNotNull();
        assertThat(is).as(found).isNotNull();
        assertThat(is.match(asked)).as("%s ~ %s", asked, is).isCloseTo(score, org.assertj.core.data.Offset.offset(260));
    }

    @ParameterizedTest
    @CsvSource({"many", "''", "n/a", "Self-employed"})
    void whatIsNoRangeIsUnknown(String text) {
        assertThat(Range.read(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SaaS|Software Development|10000",
                "SaaS|Computer Software|10000",
                "Software Development|urn:li:industry:4|10000",
                "SaaS|Technology, Information and Internet|5000",
                "SaaS|Retail|0",
                "FinTech|Banking|10000",
                "FinTech|Financial Services|10000",
                "FinTech|Software Development|10000",
                "Manufacturing|Semiconductors|10000",
                "Semiconductors|Manufacturing|6000",
                "E-commerce|Retail|10000",
                "Healthcare|Hospitals and Health Care|10000",
                "Versicherungen|Insurance|10000",
                "Logistics|Truck Transportation|10000",
            })
    void industriesAreATaxonomy(String wanted, String found, int score) {
        Industries industries = KNOWLEDGE.industries();
        assertThat(industries.named(wanted)).as(wanted).isNotEmpty();
        assertThat(industries.named(found)).as(found).isNotEmpty();
        assertThat(industries.match(industries.named(wanted), industries.named(found)))
                .isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "CXO, C-Level, 10000",
        "CXO, C Level Exec, 10000",
        "VP, CXO, 5000",
        "VP, DIRECTOR, 5000",
        "VP, MANAGER, 2000",
        "VP, ENTRY, 0",
        "CXO, OWNER, 7500",
        "DIRECTOR, Directors, 10000",
        "CXO, executive, 10000",
    })
    void senioritiesAreALadder(String wanted, String found, int score) {
        assertThat(Objects.requireNonNull(Seniority.named(found))
                        .match(Objects.requireNonNull(Seniority.named(wanted))))
                .isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "ENGINEERING, Engineering & Technical, 10000",
        "HUMAN_RESOURCES, HR, 10000",
        "IT, ENGINEERING, 5000",
        "SALES, ENGINEERING, 0",
        "Vertrieb, sales, 10000",
    })
    void departmentsHaveNeighbours(String wanted, String found, int score) {
        Departments departments = KNOWLEDGE.departments();
        assertThat(departments.match(departments.named(wanted), departments.named(found)))
                .isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kubernetes|k8s|10000",
                "DevOps|CI/CD|5000",
                "DevOps|Terraform|5000",
                "cloud costs|FinOps|10000",
                "scaling|scalability|10000",
                "personalization|personalisation|10000",
                "hiring|Recruitment|10000",
                "DevOps|gardening|0",
                "Beekeeping|beekeeping|10000",
            })
    void topicsHaveOtherNamesAndNeighbours(String wanted, String found, int score) {
        Topics topics = KNOWLEDGE.topics();
        assertThat(topics.match(topics.topic(wanted), topics.topic(found))).isEqualTo(score);
    }

    @Test
    void aWholeIsSharedOutToTheLastPoint() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long[] proportions =
                    random.longs(1 + random.nextInt(6), 0, 1_000_000_000_000L).toArray();
            proportions[0] = random.nextBoolean() ? 0 : proportions[0];
            long whole = random.nextInt(10_001);
            long[] shares = Apportionment.of(whole, proportions);
            boolean none = Arrays.stream(proportions).sum() == 0;
            assertThat(Arrays.stream(shares).sum()).isEqualTo(none ? 0 : whole);
            for (int j = 0; j < shares.length; j++) {
                double exact = none
                        ? 0
                        : (double) whole
                                * proportions[j]
                                / Arrays.stream(proportions).sum();
                assertThat((double) shares[j]).isBetween(exact - 1, exact + 1);
            }
        }
    }

    @Test
    void everyFileOfReferenceDataSaysWhereItIsFrom() throws Exception {
        for (String file : List.of(
                "departments.tsv",
                "industries.tsv",
                "places.tsv",
                "seniorities.tsv",
                "signals.tsv",
                "technologies.tsv",
                "title-aliases.tsv",
                "title-compounds.tsv",
                "title-functions.tsv",
                "title-levels.tsv",
                "title-traps.tsv",
                "topics.tsv")) {
            try (var in = Knowledge.class.getResourceAsStream(file)) {
                assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .as(file)
                        .startsWith("#")
                        .contains("Source:");
            }
        }
    }
}
