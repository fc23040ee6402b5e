package com.messageai.leadgen.embedding;

/** A text with its vector, of unit length. */
record Embedded(String text, float[] vector) {}
