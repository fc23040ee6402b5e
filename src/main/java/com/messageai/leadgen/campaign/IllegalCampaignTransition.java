package com.messageai.leadgen.campaign;

import com.messageai.leadgen.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The campaign does not go from where it stands to where it was sent. */
public class IllegalCampaignTransition extends Problem {

    private static final long serialVersionUID = 1L;

    public IllegalCampaignTransition(CampaignStatus from, CampaignStatus to) {
        super(
                HttpStatus.CONFLICT,
                "illegal-campaign-transition",
                "A campaign that is " + from + " can't become " + to + ".",
                List.of(),
                Map.of("current", from, "allowed", allowed(from)));
    }

    private static List<CampaignStatus> allowed(CampaignStatus from) {
        return Arrays.stream(CampaignStatus.values()).filter(from::allows).toList();
    }
}
