package com.messageai.leadgen.icp;

import com.messageai.leadgen.web.Problem;
import org.springframework.http.HttpStatus;

/** An ICP that campaigns were made from stays, so that their scores can be explained. */
class IcpInUse extends Problem {

    private static final long serialVersionUID = 1L;

    IcpInUse() {
        super(HttpStatus.CONFLICT, "icp-in-use", "The ICP has campaigns; delete those first.");
    }
}
