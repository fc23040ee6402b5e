package com.messageai.leadgen.team;

import java.util.Locale;

/** What a role may do; the name that clients see is in lower case. */
public enum Permission {
    VIEW_CAMPAIGNS,
    VIEW_PROSPECTS,
    VIEW_ANALYTICS,
    /** Also start, pause, resume and cancel; ICPs and products. */
    CREATE_CAMPAIGN,
    REVIEW_PROSPECTS,
    DELETE_CAMPAIGN,
    VIEW_LEADS,
    EDIT_LEADS,
    ASSIGN_LEADS,
    CREATE_LEADS,
    IMPORT_DATA,
    EXPORT_DATA,
    MANAGE_JOBS,
    MANAGE_USERS,
    MANAGE_TEAM,
    MANAGE_CONNECTIONS,
    MANAGE_PRIVACY,
    VIEW_AUDIT;

    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
