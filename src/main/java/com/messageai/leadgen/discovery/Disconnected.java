package com.messageai.leadgen.discovery;

/** The connection has gone: nothing more is read, and what was read is not kept. */
public final class Disconnected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Disconnected() {
        super("the connection has gone", null, false, false);
    }
}
