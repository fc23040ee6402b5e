package com.messageai.leadgen.job;

import com.messageai.leadgen.team.TeamId;

/** There may be work in this queue for this team. Never needed for correctness. */
record Ring(Queue queue, TeamId team) {}
