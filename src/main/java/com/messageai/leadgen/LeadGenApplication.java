package com.messageai.leadgen;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service. It needs PostgreSQL, Redis and Kafka; {@code mvn spring-boot:test-run} brings its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LeadGenApplication {

    public static void main(String[] args) {
        SpringApplication.run(LeadGenApplication.class, args);
    }
}
