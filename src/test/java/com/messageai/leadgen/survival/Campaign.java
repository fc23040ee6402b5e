package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A campaign of a team that has no other one, looked at from outside: over HTTP and in the tables. */
record Campaign(Installation installation, Manager manager, UUID team, UUID id) {

    /** How far it has come: a point for each prospect found, one for each scored, one for each enriched. */
    long progress() {
        return number("SELECT discovered_count + scored_count + enriched_count FROM prospecting_campaign"
                + " WHERE team_id = :team AND id = :id");
    }

    /** Pages of the search that were committed. */
    long pages() {
        return number(
                "SELECT coalesce(sum(pages), 0) FROM campaign_source WHERE team_id = :team AND campaign_id = :id");
    }

    String status() {
        return (String) installation
                .database()
                .row("SELECT status FROM prospecting_campaign WHERE team_id = :team AND id = :id", key())
                .get("status");
    }

    JsonNode get() {
        return manager.get("/campaigns/{id}", id);
    }

    /** Starts it and listens to it from before its first event. */
    FeedListener start() {
        var listener = FeedListener.on(this);
        order("start");
        return listener;
    }

    void order(String order) {
        manager.post("/campaigns/{id}/" + order, Map.of(), id);
    }

    /** What can be reached at least: everybody is found and scored; how many are enriched is not known before. */
    long end() {
        return 2L * installation.population().size();
    }

    /** Waits until that share of the end is reached. @return the points then */
    long awaitShare(double share) {
        long points = (long) (share * end());
        awaitProgress(points);
        assertThat(status()).as("the campaign still runs").isEqualTo("RUNNING");
        return points;
    }

    /** Waits for its end, and for that of the feed, and checks all that must hold then. */
    void endsWhole(FeedListener listener) {
        awaitEnd(Duration.ofMinutes(4));
        Invariants.hold(this, listener.toTheEnd(Duration.ofMinutes(1)));
        assertThat(listener.unnumbered()).doesNotContain("feed.reset");
    }

    void awaitProgress(long points) {
        Await.until("progress of " + points, Duration.ofMinutes(3), () -> progress() >= points);
    }

    void awaitEnd(Duration patience) {
        Await.until("the campaign ends by itself", patience, () -> !status().equals("RUNNING"));
    }

    /** The one number that a query about {@code :team} and {@code :id} gives. */
    long number(String sql) {
        return installation.database().number(sql, key());
    }

    private Map<String, UUID> key() {
        return Map.of("team", team, "id", id);
    }
}
