package com.messageai.leadgen.embedding;

/** A vector that was found, with its cosine to the one asked for. */
public record NearVector(String id, double cosine) {}
