package com.messageai.leadgen.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.stereotype.Component;

/**
 * A Redis that is away answers at once with an error. By default Lettuce keeps commands without bound while it is
 * disconnected and replays them afterwards, counters included; and reactive commands never time out.
 */
@Component
class RedisClientSettings implements LettuceClientOptionsBuilderCustomizer {

    private static final int QUEUE = 10_000;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration DEAD_PEER = Duration.ofSeconds(10);

    @Override
    public void customize(ClientOptions.Builder options) {
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .replayFilter(command -> true)
                .timeoutOptions(TimeoutOptions.enabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(SocketOptions.KeepAliveOptions.builder()
                                .enable()
                                .idle(DEAD_PEER)
                                .interval(Duration.ofSeconds(3))
                                .count(3)
                                .build())
                        .tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder()
                                .enable()
                                .tcpUserTimeout(DEAD_PEER)
                                .build())
                        .build());
    }
}
