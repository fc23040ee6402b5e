package com.messageai.leadgen.campaign;

/** Where a campaign stands; {@code COMPLETED}, {@code FAILED} and {@code CANCELLED} are the end. */
public enum CampaignStatus {
    DRAFT,
    RUNNING,
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** The campaign's state machine, whole. */
    public boolean allows(CampaignStatus to) {
        return switch (this) {
            case DRAFT -> to == RUNNING || to == CANCELLED;
            case RUNNING -> to == PAUSED || to == COMPLETED || to == FAILED || to == CANCELLED;
            case PAUSED -> to == RUNNING || to == CANCELLED;
            case COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
