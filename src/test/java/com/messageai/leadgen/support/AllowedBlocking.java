package com.messageai.leadgen.support;

import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What BlockHound lets pass, each with its reason. */
public final class AllowedBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Where the error is caught by whoever retries, its place is still to be seen.
        builder.blockingMethodCallback(method -> {
            BlockingOperationError error = new BlockingOperationError(method);
            error.printStackTrace();
            throw error;
        });
        // A mutex that is held for a moment (Lettuce's writers, Jackson's caches, a generator of ids) waits as briefly
        // as
        // a synchronized block, which BlockHound does not see either. An error thrown out of a waiting lock would break
        // it for everybody else. Waiting for anything longer (futures, conditions, I/O, sleep) is still caught.
        builder.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock", "lock");
        builder.allowBlockingCallsInside("java.util.concurrent.locks.StampedLock", "writeLock");
        // Netty unpacks a native library when the first compressed answer comes.
        builder.allowBlockingCallsInside("io.netty.handler.codec.compression.Zstd", "<clinit>");
    }
}
