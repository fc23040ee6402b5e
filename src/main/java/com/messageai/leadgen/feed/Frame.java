package com.messageai.leadgen.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One event or comment of a stream, encoded once, however many readers it goes to. */
final class Frame {

    static final Frame CONNECTED = new Frame(":connected\n\n");
    static final Frame HEARTBEAT = new Frame(":heartbeat\n\n");

    private final byte[] bytes;

    private Frame(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** A numbered event of the journal. @param json of one line */
    static Frame numbered(long number, String event, String json) {
        return new Frame("id:" + number + "\nevent:" + event + "\ndata:" + json + "\n\n");
    }

    /** An event that is not part of the journal. @param json of one line */
    static Frame unnumbered(String event, String json) {
        return new Frame("event:" + event + "\ndata:" + json + "\n\n");
    }

    /** Tells the client how long to wait before it comes back. */
    static Frame retry(Duration after) {
        return new Frame("retry:" + after.toMillis() + "\n\n");
    }

    /** What goes out on the wire; shared, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
