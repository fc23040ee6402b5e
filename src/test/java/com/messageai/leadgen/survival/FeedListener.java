package com.messageai.leadgen.survival;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Somebody who reads a campaign's feed to its end, as a browser does: whenever the connection is lost it comes back, maybe
 * at another instance, and says the last number that it has read.
 */
final class FeedListener {

    /** Longer than the service is ever silent. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Campaign campaign;
    private final List<Long> numbers = new ArrayList<>();
    private final List<String> unnumbered = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean connected;
    private volatile boolean ended;
    private volatile boolean stopped;

    private FeedListener(Campaign campaign) {
        this.campaign = campaign;
    }

    /** Returns when the stream is open. */
    static FeedListener on(Campaign campaign) {
        var listener = new FeedListener(campaign);
        Thread.ofVirtual().name("feed-listener").start(listener::listen);
        Await.until("the feed is open", Duration.ofSeconds(30), () -> listener.connected);
        return listener;
    }

    private void listen() {
        while (!ended && !stopped) {
            try {
                List<Instance> serving = campaign.installation().serving();
                if (!serving.isEmpty()) {
                    read(serving.get(connections.getAndIncrement() % serving.size()));
                }
            } catch (WebClientResponseException.Unauthorized expired) {
                signInAgain();
            } catch (RuntimeException lost) {
                // That is what this listener is for.
            }
            Await.pause();
        }
    }

    private void read(Instance instance) {
        String last = numbers.isEmpty() ? null : String.valueOf(numbers.getLast());
        campaign.manager()
                .events(instance, campaign.id(), last)
                .timeout(SILENCE)
                .doOnNext(this::take)
                .blockLast();
    }

    private void signInAgain() {
        try {
            campaign.manager().signIn();
        } catch (RuntimeException notNow) {
            // Tried again with the next connection.
        }
    }

    private void take(ServerSentEvent<String> event) {
        connected = true;
        if (event.id() != null) {
            synchronized (this) {
                numbers.add(Long.valueOf(event.id()));
            }
        } else if (event.event() != null) {
            unnumbered.add(event.event());
            ended |= event.event().equals("feed.end");
        }
    }

    /** All numbers in the order in which they came, once the feed has said that it is over. */
    List<Long> toTheEnd(Duration patience) {
        try {
            Await.until("the feed ends", patience, () -> ended);
        } finally {
            stopped = true;
        }
        synchronized (this) {
            return List.copyOf(numbers);
        }
    }

    /** Events without a number: snapshots, progress, resets, the end. */
    List<String> unnumbered() {
        return List.copyOf(unnumbered);
    }

    int connections() {
        return connections.get();
    }
}
