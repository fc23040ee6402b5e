package com.messageai.leadgen.discovery;

/**
 * How a translation bears a platform that does not answer: it waits for one question, and then asks nothing more that is
 * not known already. So a platform that is down makes it late once, however many words it has to look up.
 */
final class Patience {

    private volatile boolean lost;

    boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }
}
