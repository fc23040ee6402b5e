package com.messageai.leadgen.campaign;

import com.messageai.leadgen.web.Problem;
import org.springframework.http.HttpStatus;

/** A campaign is not deleted while it works. */
class CampaignRunning extends Problem {

    private static final long serialVersionUID = 1L;

    CampaignRunning() {
        super(HttpStatus.CONFLICT, "campaign-running", "The campaign is running; pause or cancel it first.");
    }
}
