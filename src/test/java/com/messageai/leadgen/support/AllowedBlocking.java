package com.messageai.leadgen.support;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What BlockHound lets pass, each with its reason. */
public final class AllowedBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // A lock that Jackson holds for the moment in which it meets a type for the first time.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
        // A lock around the digest of a script, computed once.
        builder.allowBlockingCallsInside("org.springframework.data.redis.core.script.DefaultRedisScript", "getSha1");
        // A lock around the field that holds the shared connection; connecting itself happens elsewhere.
        builder.allowBlockingCallsInside(
                "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory", "doInLock");
        // A lock around a counter.
        builder.allowBlockingCallsInside("com.messageai.leadgen.store.Ids", "next");
    }
}
