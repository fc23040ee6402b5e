package com.messageai.leadgen.journal;

import com.messageai.leadgen.team.TeamId;

/** A team's journal has grown up to this number. */
public record Announcement(TeamId team, long upTo) {}
