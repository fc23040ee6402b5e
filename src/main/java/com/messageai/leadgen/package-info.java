/** MessageAI Lead Generation: turns an ideal customer profile into leads. The rooms are its sub-packages. */
@NullMarked
package com.messageai.leadgen;

import org.jspecify.annotations.NullMarked;
