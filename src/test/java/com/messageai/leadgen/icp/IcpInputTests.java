package com.messageai.leadgen.icp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.web.Problem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class IcpInputTests {

    static final JsonMapper JSON = new JsonMapper();

    static StoredIcp.Content checked(String properties) {
        return JSON.readValue(
                        "{\"productId\": \"0198c7a0-0000-7000-8000-000000000000\", \"name\": \"A\", " + properties
                                + "}",
                        IcpInput.class)
                .checked();
    }

    @Test
    void statesNothingThatWasLeftOut() {
        IdealProfile profile = checked("\"description\": null").profile();
        assertThat(profile.demographics()).isEqualTo(IdealProfile.Demographics.NONE);
        assertThat(profile.firmographics()).isEqualTo(IdealProfile.Firmographics.NONE);
        assertThat(profile.psychographics()).isEqualTo(IdealProfile.Psychographics.NONE);
        assertThat(profile.behaviors()).isEqualTo(IdealProfile.Behaviors.NONE);
        assertThat(profile.exclusions()).isEqualTo(IdealProfile.Exclusions.NONE);
        assertThat(profile.required()).isEmpty();
        assertThat(profile.weights()).isEqualTo(IdealProfile.Weights.DEFAULT);
    }

    @Test
    void knowsWeightsHoweverTheyAreWritten() {
        assertThat(checked("\"weights\": {\"demographics\": 0.3, \"firmographics\": 0.250, \"psychographics\": 0.25,"
                                + " \"activity\": 2e-1}")
                        .profile()
                        .weights())
                .isEqualTo(IdealProfile.Weights.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "demographics": {"jobTitles": [" "]}                                             | demographics.jobTitles[0]
            "firmographics": {"companySizes": ["10-20", "big"]}                              | firmographics.companySizes[1]
            "firmographics": {"revenues": ["50M-10M"]}                                       | firmographics.revenues[0]
            "behaviors": {"activeWithinDays": 0}                                             | behaviors.activeWithinDays
            "required": ["demographics.salary"]                                              | required[0]
            "required": ["behaviors.signals", "behaviors.signals"]                           | required[1]
            "weights": {"demographics": 1}                                                   | weights.firmographics
            "weights": {"demographics": 0.3, "firmographics": 0.25, "psychographics": 0.25, "activity": 0.21}    | weights
            "weights": {"demographics": 1.3, "firmographics": -0.3, "psychographics": 0, "activity": 0}          | weights.demographics
            "weights": {"demographics": 0.33333, "firmographics": 0.33333, "psychographics": 0.33334, "activity": 0} | weights.demographics
            """)
    void breaksARule(String properties, String field) {
        assertThatThrownBy(() -> checked(properties)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status().value()).isEqualTo(422);
            assertThat(problem.errors().getFirst().field()).isEqualTo(field);
        });
    }

    @Test
    void hasAtMostAHundredEntriesOfTwoHundredCharacters() {
        IdealProfile.Psychographics most = new IdealProfile.Psychographics(
                Collections.nCopies(100, "x".repeat(200)), List.of(), List.of(), List.of());
        String json = JSON.writeValueAsString(most);
        assertThat(checked("\"psychographics\": " + json).profile().psychographics())
                .isEqualTo(most);
        assertThatThrownBy(() -> checked("\"psychographics\": " + json.replaceFirst("\"x", "\"xx")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> checked("\"psychographics\": " + json.replaceFirst("\\[", "[\"y\",")))
                .isInstanceOf(Problem.class);
    }
}
