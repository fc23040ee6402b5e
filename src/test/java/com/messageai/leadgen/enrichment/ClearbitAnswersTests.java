package com.messageai.leadgen.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClearbitAnswersTests {

    @Test
    void readsACompany() {
        assertThat(company(Answers.COMPANY))
                .isEqualTo(new Company(
                        "Tarnwell",
                        "tarnwell.example",
                        "Internet Software & Services",
                        "51-250",
                        120,
                        new Place("Austin, Texas, United States", "Austin", "Texas", "US"),
                        List.of("aws", "salesforce"),
                        "10M-50M"));
    }

    @Test
    void readsACompanyOfWhichAlmostNothingIsKnown() {
        assertThat(company(Answers.BARE_COMPANY))
                .isEqualTo(new Company(null, "tarnwell.example", null, null, Integer.MAX_VALUE, null, List.of(), null));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"employeesRange\":\"251-1K\"}', 251-1000",
        "'{\"employeesRange\":\"100K+\"}', 100000+",
        "'{\"employees\":\"51-200\"}', 51-200",
        "'{\"employeesRange\":17}', 17",
        "'{\"employeesRange\":[]}', ",
    })
    void writesSizesAsWeDo(String metrics, String size) {
        assertThat(company("{\"metrics\":" + metrics + "}").size()).isEqualTo(size);
    }

    @Test
    void readsAPerson() {
        Finding person = ((Answer.Found) ClearbitAnswers.person(json(Answers.PERSON))).finding();

        assertThat(person.title()).isEqualTo("CTO");
        assertThat(person.seniority()).isNull();
        assertThat(person.phones()).containsExactly("(512) 555-0123");
        assertThat(person.location()).isEqualTo(new Place("Austin, Texas, United States", "Austin", "Texas", "US"));
        assertThat(person.company().domain()).isEqualTo("tarnwell.example");
        assertThat(person.confidence()).isNull();
    }

    @Test
    void boundsAndCleansWhatAProviderSends() {
        Company company =
                company("{\"name\":\"  A\\u0000B\\n" + "x".repeat(5_000) + "\",\"tech\":[1,null,\"aws\",{}]}");

        assertThat(company.name()).startsWith("A B x").hasSize(300);
        assertThat(company.technologies()).containsExactly("1", "aws");
    }

    @Test
    void refusesAnAnswerThatIsNoCompany() {
        assertThatThrownBy(() -> company("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> company("null")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Company company(String body) {
        return ((Answer.Found) ClearbitAnswers.company(json(body))).finding().company();
    }

    private static JsonNode json(String body) {
        return JsonMapper.builder().build().readTree(body);
    }
}
