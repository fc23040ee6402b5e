package com.messageai.leadgen.team;

import com.messageai.leadgen.web.Requester;
import java.util.UUID;

/** Who is asking: resolved from the access token, given to controllers as an argument. */
public record Caller(TeamId team, UserId user, Role role) implements Requester {

    @Override
    public UUID teamKey() {
        return team.value();
    }

    @Override
    public UUID userKey() {
        return user.value();
    }

    public boolean may(Permission permission) {
        return role.may(permission);
    }

    /** Whether the caller works only on leads assigned to itself. */
    public boolean seesOnlyOwnLeads() {
        return role == Role.SALES_REP;
    }
}
