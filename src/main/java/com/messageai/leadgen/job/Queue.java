package com.messageai.leadgen.job;

/** The queues, in order of priority. */
public enum Queue {
    /** Searches, page by page. */
    DISCOVERY("high"),
    /** Scores, a page at a time. */
    SCORING("high"),
    /** What costs money. */
    ENRICHMENT("medium"),
    /** Imports, exports, webhooks. */
    DELIVERY("low"),
    /** Erasure, retention, re-encryption. */
    UPKEEP("low");

    private final String priority;

    Queue(String priority) {
        this.priority = priority;
    }

    public String priority() {
        return priority;
    }
}
