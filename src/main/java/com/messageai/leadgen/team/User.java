package com.messageai.leadgen.team;

import java.time.Instant;

/** A user as it is kept, without its password. */
record User(
        TeamId team,
        UserId id,
        String email,
        String name,
        Role role,
        boolean active,
        Instant createdAt,
        Instant updatedAt,
        int version) {}
