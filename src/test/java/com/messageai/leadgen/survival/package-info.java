/**
 * Tests that really kill: the packaged jar as its own processes against PostgreSQL, Redis and Kafka as theirs, ended by
 * SIGKILL, frozen and restarted in the middle of campaigns. The provider sandbox stays in the test's JVM and so outlives
 * them all; its bill is what the providers say happened. Run by Failsafe after {@code package}.
 */
package com.messageai.leadgen.survival;
