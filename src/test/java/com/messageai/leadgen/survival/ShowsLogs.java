package com.messageai.leadgen.survival;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints what the processes said last when a test has failed. The whole logs are in {@code target/survival}. */
public final class ShowsLogs implements AfterTestExecutionCallback {

    private static final int LINES = 40;

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.out.println(context.getDisplayName() + " failed; its processes said:");
            System.out.println(ChildProcess.tails(LINES));
        }
    }
}
