package com.messageai.leadgen.team;

/** Who is asking: resolved from the access token, given to controllers as an argument. */
public record Caller(TeamId team, UserId user, Role role) {

    public boolean may(Permission permission) {
        return role.may(permission);
    }

    /** Whether the caller works only on leads assigned to itself. */
    public boolean seesOnlyOwnLeads() {
        return role == Role.SALES_REP;
    }
}
