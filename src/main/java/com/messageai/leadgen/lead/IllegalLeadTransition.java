package com.messageai.leadgen.lead;

import com.messageai.leadgen.web.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The lead does not go from where it stands to where it was sent. */
class IllegalLeadTransition extends Problem {

    private static final long serialVersionUID = 1L;

    IllegalLeadTransition(LeadStatus from, LeadStatus to, List<LeadStatus> allowed) {
        super(
                HttpStatus.CONFLICT,
                "illegal-lead-transition",
                "A lead that is " + from + " can't become " + to + ".",
                List.of(),
                Map.of("current", from, "allowed", allowed));
    }
}
