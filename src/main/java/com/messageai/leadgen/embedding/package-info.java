/**
 * Text to vector: local model or OpenAI-compatible server, calibration, cache; vectors by nearness, in PostgreSQL or
 * Pinecone.
 */
@ApplicationModule(allowedDependencies = {"store", "lifecycle", "provider", "team"})
@NullMarked
package com.messageai.leadgen.embedding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
