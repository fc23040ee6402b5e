package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.web.Problem;
import org.springframework.http.HttpStatus;

/** The work of a cancelled campaign is not taken up again. */
final class CampaignIsCancelled extends Problem {

    private static final long serialVersionUID = 1L;

    CampaignIsCancelled() {
        super(
                HttpStatus.CONFLICT,
                "campaign-cancelled",
                "The campaign was cancelled; its dead letters can only be discarded.");
    }
}
