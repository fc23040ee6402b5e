package com.messageai.leadgen.campaign;

/**
 * What a stage changes about a campaign's counters. Counts come from rows that really changed, so each counter equals a
 * recount over the prospects at any time.
 *
 * @param failedUnscored of those who failed, the ones without a score: they wait for none any more
 * @param scoreSum basis points added to the sum over all scored prospects
 * @param openJobs jobs that must end before the campaign can complete
 * @param openSources searches and imports that must end before it
 * @param parkedJobs open jobs that wait for a larger budget
 */
public record Tally(
        int discovered,
        int scored,
        int qualified,
        int review,
        int archived,
        int enriched,
        int leads,
        int failed,
        int failedUnscored,
        long scoreSum,
        int openJobs,
        int openSources,
        int parkedJobs) {

    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static Tally ofDiscovered(int count) {
        return new Tally(count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public Tally openJobs(int more) {
        return plus(new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, more, 0, 0));
    }

    public Tally openSources(int more) {
        return plus(new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, more, 0));
    }

    public Tally parkedJobs(int more) {
        return plus(new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, more));
    }

    public Tally plus(Tally other) {
        return new Tally(
                discovered + other.discovered,
                scored + other.scored,
                qualified + other.qualified,
                review + other.review,
                archived + other.archived,
                enriched + other.enriched,
                leads + other.leads,
                failed + other.failed,
                failedUnscored + other.failedUnscored,
                scoreSum + other.scoreSum,
                openJobs + other.openJobs,
                openSources + other.openSources,
                parkedJobs + other.parkedJobs);
    }
}
