package com.messageai.leadgen.lead;

import com.messageai.leadgen.web.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The person is being worked on already. */
class LeadAlreadyOpen extends Problem {

    private static final long serialVersionUID = 1L;

    LeadAlreadyOpen(LeadId open) {
        super(
                HttpStatus.CONFLICT,
                "lead-already-open",
                "The person already has an open lead.",
                List.of(),
                Map.of("leadId", open.value()));
    }
}
