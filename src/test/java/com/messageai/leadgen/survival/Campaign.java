package com.messageai.leadgen.survival;

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
