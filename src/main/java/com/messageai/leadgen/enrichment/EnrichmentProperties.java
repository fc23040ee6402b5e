package com.messageai.leadgen.enrichment;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
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
        @DefaultValue Map<String, Map<String, PriceSetting>> prices,
        @DefaultValue Map<String, List<Duration>> polls) {

    /** What an operator says of a price; null for what stays as it is by default. */
    record PriceSetting(
            @Nullable BigDecimal hit,
            @Nullable BigDecimal miss,
            @Nullable Boolean repeatFree) {}

    /**
     * What a call costs.
     *
     * @param miss where the provider has nothing
     * @param repeatFree whether the same question asked again is certainly not billed again; where it may be, a question
     *     whose answer got lost is not asked again
     */
    record Price(BigDecimal hit, BigDecimal miss, boolean repeatFree) {

        BigDecimal most() {
            return hit.max(miss);
        }

        Price with(PriceSetting stated) {
            return new Price(
                    stated.hit() == null ? hit : stated.hit(),
                    stated.miss() == null ? miss : stated.miss(),
                    stated.repeatFree() == null ? repeatFree : stated.repeatFree());
        }
    }

    // Clearbit bills a miss like a hit, but a question only once in a billing period. Hunter bills what it finds; its
    // help
    // pages say that a repeat within the period is free, its API does not: an operator may, we don't presume it.
    private static final Map<Endpoint, Price> PRICES = Map.of(
            Endpoint.CLEARBIT_COMPANY, price("0.10", "0.10", true),
            Endpoint.CLEARBIT_PERSON, price("0.10", "0.10", true),
            Endpoint.HUNTER_FINDER, price("0.025", "0", false),
            Endpoint.HUNTER_VERIFIER, price("0.025", "0", false));

    private static final Map<String, List<Duration>> POLLS = Map.of(
            "clearbit", seconds(30, 120, 600),
            "hunter", seconds(2, 3, 5, 5, 5, 10, 10, 10, 10));

    Price price(Endpoint endpoint) {
        Price usual = PRICES.getOrDefault(endpoint, price("0", "0", false));
        PriceSetting stated = prices.getOrDefault(endpoint.provider(), Map.of()).get(endpoint.name());
        return stated == null ? usual : usual.with(stated);
    }

    List<Duration> polls(String provider) {
        return polls.getOrDefault(provider, POLLS.getOrDefault(provider, seconds(30, 120, 600)));
    }

    private static Price price(String hit, String miss, boolean repeatFree) {
        return new Price(new BigDecimal(hit), new BigDecimal(miss), repeatFree);
    }

    private static List<Duration> seconds(long... waits) {
        return LongStream.of(waits).mapToObj(Duration::ofSeconds).toList();
    }
}
