package com.messageai.leadgen;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The service. It needs PostgreSQL, Redis and Kafka; {@code mvn spring-boot:test-run} brings its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LeadGenApplication {

    /** The time for what is shown and compared here; leases, quotas and expiry go by the stores' own clocks. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] args) {
        SpringApplication.run(LeadGenApplication.class, args);
    }
}
