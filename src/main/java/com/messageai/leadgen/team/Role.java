package com.messageai.leadgen.team;

import static com.messageai.leadgen.team.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** What a user is in the team, and so what the user may do. */
public enum Role {
    ADMIN(EnumSet.allOf(Permission.class)),
    SALES_MANAGER(EnumSet.of(
            VIEW_CAMPAIGNS,
            VIEW_PROSPECTS,
            VIEW_ANALYTICS,
            CREATE_CAMPAIGN,
            REVIEW_PROSPECTS,
            DELETE_CAMPAIGN,
            VIEW_LEADS,
            EDIT_LEADS,
            ASSIGN_LEADS,
            CREATE_LEADS,
            IMPORT_DATA,
            EXPORT_DATA)),
    /** Sees and edits the leads assigned to itself only. */
    SALES_REP(EnumSet.of(VIEW_CAMPAIGNS, VIEW_PROSPECTS, VIEW_ANALYTICS, VIEW_LEADS, EDIT_LEADS)),
    VIEWER(EnumSet.of(VIEW_CAMPAIGNS, VIEW_PROSPECTS, VIEW_ANALYTICS, VIEW_LEADS));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
