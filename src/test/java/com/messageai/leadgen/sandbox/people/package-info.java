/**
 * The people whom the sandbox's providers know: a synthetic population that is the same for the same seed. Companies come
 * first, then people at them, with the spread and the traps of real data. Nobody in it exists; all domains end in
 * {@code .example}.
 */
@NullMarked
package com.messageai.leadgen.sandbox.people;

import org.jspecify.annotations.NullMarked;
