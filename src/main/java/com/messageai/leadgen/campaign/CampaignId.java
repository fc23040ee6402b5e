package com.messageai.leadgen.campaign;

import java.util.UUID;

/** A campaign of one team. */
public record CampaignId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
