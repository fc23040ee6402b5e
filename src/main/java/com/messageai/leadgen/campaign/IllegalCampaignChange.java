package com.messageai.leadgen.campaign;

import com.messageai.leadgen.web.Problem;
import org.springframework.http.HttpStatus;

/** A setting that is fixed where the campaign stands. */
class IllegalCampaignChange extends Problem {

    private static final long serialVersionUID = 1L;

    IllegalCampaignChange(String detail) {
        super(HttpStatus.CONFLICT, "illegal-campaign-change", detail);
    }
}
