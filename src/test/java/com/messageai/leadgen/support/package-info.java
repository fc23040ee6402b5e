/** What tests and the demo run on: real PostgreSQL, Redis and Kafka from Maven artifacts. */
package com.messageai.leadgen.support;
