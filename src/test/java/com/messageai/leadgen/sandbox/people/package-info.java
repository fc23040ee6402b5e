/**
 * The people whom the sandbox's providers know: a synthetic population that is the same for the same seed. Companies come
 * first, then people at them, with the spread and the traps of real data. Nobody in it exists; all domains end in
 * {@code .example}.
 *
 * <p>Of 20,000 people some 17,000 are on LinkedIn and 5,500 on Facebook, 3,000 of them on both under different ids. Half
 * live in the United States, most others in Europe. Three markets are dense: engineering leaders at American software
 * companies of 51 to 200 (some 1,300), marketing leaders at European retailers, people leaders at manufacturers in
 * Germany, Austria and Switzerland. Found there by title, industry, size and place, one in four to one in three has it
 * all; the others have other things on their mind, have not been seen for long, show little, or only bear a title that
 * contains the one that is wanted ("Assistant to the CTO", "former CTO"), which a network standardises wrongly as often
 * as not.
 *
 * <p>Of the companies nine in ten are in Clearbit's and Hunter's data, some with little; of the people Hunter finds four
 * in five, Clearbit seven in ten; the e-mails of three in four are valid, of one in seven nobody can tell.
 */
@NullMarked
package com.messageai.leadgen.sandbox.people;

import org.jspecify.annotations.NullMarked;
