package com.messageai.leadgen.provider;

import com.messageai.leadgen.support.FreePort;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A connection factory whose Redis is not there. */
final class NoRedis {

    static final LettuceConnectionFactory FACTORY = to(FreePort.find());

    private NoRedis() {}

    static LettuceConnectionFactory to(int port) {
        var factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("localhost", port),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofMinutes(1))
                        .build());
        factory.setEagerInitialization(false);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }
}
