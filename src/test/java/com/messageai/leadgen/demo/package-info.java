/**
 * The whole service on one machine without any set-up: {@code mvn spring-boot:test-run}. Embedded PostgreSQL (which keeps
 * its data in the data folder), Redis and Kafka, the provider sandbox, and a team to begin with.
 */
package com.messageai.leadgen.demo;
