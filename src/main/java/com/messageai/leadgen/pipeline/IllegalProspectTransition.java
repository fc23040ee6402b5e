package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.prospect.ProspectStatus;
import com.messageai.leadgen.web.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The prospect is not where this decision could be made about it; perhaps a colleague was faster. */
class IllegalProspectTransition extends Problem {

    private static final long serialVersionUID = 1L;

    IllegalProspectTransition(ProspectStatus from, ProspectStatus to) {
        super(
                HttpStatus.CONFLICT,
                "illegal-prospect-transition",
                "A prospect that is " + from + " can't become " + to + ".",
                List.of(),
                Map.of("current", from));
    }
}
