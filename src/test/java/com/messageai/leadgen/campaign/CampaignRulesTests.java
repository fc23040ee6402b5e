package com.messageai.leadgen.campaign;

import static com.messageai.leadgen.campaign.CampaignStatus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.web.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CampaignRulesTests {

    static final JsonMapper JSON = new JsonMapper();
    static final CampaignSettings SETTINGS = new CampaignSettings(
            new IcpId(Ids.next()),
            "Spring",
            List.of(Platform.LINKEDIN),
            criteria("{\"keywords\": \"CTO\", \"boost\": 1.50}"),
            1_000,
            money("100", "USD"),
            Thresholds.DEFAULT);

    static Map<Platform, JsonNode> criteria(String json) {
        return Map.of(Platform.LINKEDIN, JSON.readTree(json));
    }

    static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    static Campaign campaign(CampaignStatus status) {
        return new Campaign(
                new TeamId(Ids.next()),
                new CampaignId(Ids.next()),
                SETTINGS,
                1,
                status,
                null,
                new CampaignCounts(0, 0, 0, 0, 0, 0, 0, 0),
                null,
                money("10", "USD"),
                money("2.5", "USD"),
                List.of(),
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }

    static CampaignSettings with(String name, @Nullable Integer maxProspects, @Nullable Money budget) {
        return new CampaignSettings(
                SETTINGS.icp(),
                name,
                SETTINGS.platforms(),
                SETTINGS.searchCriteria(),
                maxProspects,
                budget,
                SETTINGS.thresholds());
    }

    static void refuses(int status, CampaignStatus from, CampaignSettings to) {
        assertThatThrownBy(() -> CampaignRules.change(campaign(from), to))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.status().value()).isEqualTo(status));
    }

    @ParameterizedTest
    @EnumSource
    void goesWhereTheContractSays(CampaignStatus from) {
        Set<CampaignStatus> expected = switch (from) {
            case DRAFT -> EnumSet.of(RUNNING, CANCELLED);
            case RUNNING -> EnumSet.of(PAUSED, COMPLETED, FAILED, CANCELLED);
            case PAUSED -> EnumSet.of(RUNNING, CANCELLED);
            case COMPLETED, FAILED, CANCELLED -> EnumSet.noneOf(CampaignStatus.class);
        };
        assertThat(Arrays.stream(values()).filter(from::allows)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(from.ended()).isEqualTo(expected.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "PAUSED"})
    void keepsWhatItSeeksOnceItHasStarted(CampaignStatus started) {
        for (CampaignSettings other : List.of(
                new CampaignSettings(
                        new IcpId(Ids.next()),
                        "Spring",
                        SETTINGS.platforms(),
                        SETTINGS.searchCriteria(),
                        1_000,
                        SETTINGS.budget(),
                        Thresholds.DEFAULT),
                new CampaignSettings(
                        SETTINGS.icp(),
                        "Spring",
                        List.of(Platform.LINKEDIN, Platform.FACEBOOK),
                        SETTINGS.searchCriteria(),
                        1_000,
                        SETTINGS.budget(),
                        Thresholds.DEFAULT),
                new CampaignSettings(
                        SETTINGS.icp(),
                        "Spring",
                        SETTINGS.platforms(),
                        criteria("{\"keywords\": \"CEO\"}"),
                        1_000,
                        SETTINGS.budget(),
                        Thresholds.DEFAULT),
                new CampaignSettings(
                        SETTINGS.icp(),
                        "Spring",
                        SETTINGS.platforms(),
                        SETTINGS.searchCriteria(),
                        1_000,
                        SETTINGS.budget(),
                        new Thresholds(8_000, 6_000)))) {
            refuses(409, started, other);
            assertThatCode(() -> CampaignRules.change(campaign(DRAFT), other)).doesNotThrowAnyException();
        }
    }

    @Test
    void knowsItsCriteriaHoweverTheirNumbersWereRead() {
        CampaignSettings same = new CampaignSettings(
                SETTINGS.icp(),
                "Spring",
                SETTINGS.platforms(),
                criteria("{\"boost\": 15e-1, \"keywords\": \"CTO\"}"),
                1_000,
                money("100.00", "USD"),
                Thresholds.DEFAULT);
        assertThat(same.sameAs(SETTINGS)).isTrue();
    }

    @Test
    void growsButDoesNotShrinkOnceItHasStarted() {
        assertThatCode(() -> CampaignRules.change(campaign(RUNNING), with("Summer", 2_000, money("200", "USD"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> CampaignRules.change(campaign(PAUSED), with("Spring", null, null)))
                .doesNotThrowAnyException();
        refuses(409, RUNNING, with("Spring", 999, money("100", "USD")));
        assertThatCode(() -> CampaignRules.change(campaign(DRAFT), with("Spring", 1, money("100", "USD"))))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotHaveABudgetBelowWhatIsSpentAndReserved() {
        assertThatCode(() -> CampaignRules.change(campaign(RUNNING), with("Spring", 1_000, money("12.5", "USD"))))
                .doesNotThrowAnyException();
        refuses(422, RUNNING, with("Spring", 1_000, money("12.4999", "USD")));
        refuses(422, RUNNING, with("Spring", 1_000, money("100", "EUR")));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void changesNoMoreOnceItHasEnded(CampaignStatus ended) {
        refuses(409, ended, with("Summer", 1_000, money("100", "USD")));
    }
}
