package com.messageai.leadgen.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * One numbered line of a team's journal.
 *
 * @param number dense per team, in commit order, from 1
 * @param previous the number before this one in the same campaign, 0 for its first
 * @param data the event's properties, a JSON object
 */
public record JournalEntry(long number, UUID campaign, long previous, String type, String data, Instant at) {}
