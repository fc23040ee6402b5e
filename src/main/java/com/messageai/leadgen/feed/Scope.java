package com.messageai.leadgen.feed;

import com.messageai.leadgen.team.TeamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stream is about. @param campaign null for all of the team @param names whether people's names are shown */
record Scope(TeamId team, @Nullable UUID campaign, boolean names) {}
