package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.discovery.AudienceEstimate;
import com.messageai.leadgen.icp.Platform;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignEstimateTests {

    private static final Money WAY = new Money(new BigDecimal("0.375"), "USD");
    private static final Money FREE = new Money(BigDecimal.ZERO, "USD");
    private static final CampaignEstimate.Found THOUSAND = found(AudienceEstimate.of(1_000, "counted"));
    private static final CampaignEstimate.Found RANGE = found(AudienceEstimate.between(900, 1_100, "estimated"));
    private static final CampaignEstimate.Found UNKNOWN = found(AudienceEstimate.notReady("at its limit"));

    @Test
    void costsTheDearestWayForEverybody() {
        assertThat(cost(null, null, WAY, THOUSAND)).isEqualByComparingTo("375");
        assertThat(cost(null, null, WAY, RANGE)).isEqualByComparingTo("412.5");
        assertThat(cost(null, null, WAY, THOUSAND, RANGE)).isEqualByComparingTo("787.5");
    }

    @Test
    void costsNoMoreThanForSoManyAsAreWanted() {
        assertThat(cost(100, null, WAY, THOUSAND)).isEqualByComparingTo("37.5");
        assertThat(cost(5_000, null, WAY, THOUSAND)).isEqualByComparingTo("375");
    }

    @Test
    void costsNoMoreThanTheBudget() {
        assertThat(cost(100, "20", WAY, THOUSAND)).isEqualByComparingTo("20");
        assertThat(cost(100, "50", WAY, THOUSAND)).isEqualByComparingTo("37.5");
    }

    @Test
    void ofPeopleThatNobodyCountedIsBoundByWhatIsWantedOrPaidOnly() {
        assertThat(cost(100, null, WAY, THOUSAND, UNKNOWN)).isEqualByComparingTo("37.5");
        assertThat(cost(null, "20", WAY, UNKNOWN)).isEqualByComparingTo("20");
        assertThat(cost(null, null, WAY, UNKNOWN)).isNull();
        assertThat(cost(null, null, FREE, UNKNOWN)).isEqualByComparingTo("0");
    }

    @Test
    void isZeroUnderABudgetThatBuysNothing() {
        CampaignEstimate estimate = CampaignEstimate.of(
                CampaignFixtures.aDraft(List.of(Platform.LINKEDIN), 100, new Money(BigDecimal.TEN, "EUR")),
                List.of(THOUSAND),
                WAY);
        assertThat(estimate.maximumCost()).isEqualByComparingTo("0");
        assertThat(estimate.currency()).isEqualTo("EUR");
    }

    private static BigDecimal cost(
            Integer maxProspects, String budget, Money way, CampaignEstimate.Found... platforms) {
        Money money = budget == null ? null : new Money(new BigDecimal(budget), "USD");
        CampaignEstimate estimate = CampaignEstimate.of(
                CampaignFixtures.aDraft(List.of(Platform.LINKEDIN), maxProspects, money), List.of(platforms), way);
        assertThat(estimate.currency()).isEqualTo("USD");
        return estimate.maximumCost();
    }

    private static CampaignEstimate.Found found(AudienceEstimate estimate) {
        return CampaignEstimate.Found.of(Platform.LINKEDIN, estimate);
    }
}
