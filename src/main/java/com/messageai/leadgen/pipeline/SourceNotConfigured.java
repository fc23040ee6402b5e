package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.icp.Platform;

/** The platform is switched off or its credential is missing: no retry helps. */
final class SourceNotConfigured extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourceNotConfigured(Platform platform) {
        super(platform + " is not configured", null, false, false);
    }
}
