package com.messageai.leadgen.enrichment;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How enrichment goes about it.
 *
 * @param cacheTtl how long an answer is good for; {@code missTtl}: how long a provider is believed to have nothing;
 *     {@code unknownTtl}: how long a question whose answer got lost is left alone
 * @param verificationAge how old a provider's own verification of an address may be to be trusted without another
 * @param personLookup whether the person is looked up by the address found, for title and phone
 * @param waterfall the steps in order, {@code provider.endpoint}; a step that has nothing to ask for is passed over, so it
 *     may stand in several places
 * @param maxInFlight questions that are asked at a time per instance; beyond it they are not joined
 * @param abandonedAfter a hold that nobody touched for so long may be worked on by another prospect
 * @param unknownAfter a hold without an outcome counts as spent after that
 * @param suspension how long an endpoint is left alone that refused the credential or has no credits
 * @param currency of the prices
 * @param prices by provider and endpoint; a default holds for what is not stated
 * @param polls by provider, the waits between askings while it answers that it is still working; after the last it is
 *     given up
 */
@ConfigurationProperties("leadgen.enrichment")
record EnrichmentProperties(
        @DefaultValue("30d") Duration cacheTtl,
        @DefaultValue("7d") Duration missTtl,
        @DefaultValue("1d") Duration unknownTtl,
        @DefaultValue("30d") Duration verificationAge,
        @DefaultValue("true") boolean personLookup,

        @DefaultValue({
            "clearbit.company",
            "hunter.verifier",
            "hunter.finder",
            "hunter.verifier",
            "clearbit.company",
            "clearbit.person"
        })
        List<String> waterfall,

        @DefaultValue("1000") int maxInFlight,
        @DefaultValue("1m") Duration abandonedAfter,
        @DefaultValue("1d") Duration unknownAfter,
        @DefaultValue("30s") Duration suspension,
        @DefaultValue("USD") String currency,
        @DefaultValue Map<String, Map<String, Price>> prices,
        @DefaultValue Map<String, List<Duration>> polls) {

    /**
     * What a call costs.
     *
     * @param miss where the provider has nothing
     * @param repeatFree whether the same question asked again is not billed again; where it is, a question whose answer got
     *     lost is not asked again
     */
    record Price(
            @DefaultValue("0") BigDecimal hit,
            @DefaultValue("0") BigDecimal miss,
            @DefaultValue("true") boolean repeatFree) {

        BigDecimal most() {
            return hit.max(miss);
        }
    }

    // Clearbit bills a miss like a hit, Hunter bills what it finds; both bill a question once in a billing period.
    private static final Map<Endpoint, Price> PRICES = Map.of(
            Endpoint.CLEARBIT_COMPANY, price("0.10", "0.10"),
            Endpoint.CLEARBIT_PERSON, price("0.10", "0.10"),
            Endpoint.HUNTER_FINDER, price("0.025", "0"),
            Endpoint.HUNTER_VERIFIER, price("0.025", "0"));

    private static final Map<String, List<Duration>> POLLS = Map.of(
            "clearbit", seconds(30, 120, 600),
            "hunter", seconds(2, 3, 5, 5, 5, 10, 10, 10, 10));

    Price price(Endpoint endpoint) {
        Price stated = prices.getOrDefault(endpoint.provider(), Map.of()).get(endpoint.name());
        return stated == null ? PRICES.getOrDefault(endpoint, price("0", "0")) : stated;
    }

    List<Duration> polls(String provider) {
        return polls.getOrDefault(provider, POLLS.getOrDefault(provider, seconds(30, 120, 600)));
    }

    private static Price price(String hit, String miss) {
        return new Price(new BigDecimal(hit), new BigDecimal(miss), true);
    }

    private static List<Duration> seconds(long... waits) {
        return LongStream.of(waits).mapToObj(Duration::ofSeconds).toList();
    }
}
