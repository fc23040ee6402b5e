package com.messageai.leadgen.team;

import java.time.Instant;

/** A team as it is kept. */
record Team(TeamId id, String name, String slug, Instant createdAt, Instant updatedAt, int version) {}
