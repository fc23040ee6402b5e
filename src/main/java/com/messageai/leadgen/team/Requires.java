package com.messageai.leadgen.team;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a caller's role must permit for this controller method; 403 {@code forbidden} otherwise. A method without this,
 * {@link AnyRole} or {@link Open} is called by nobody. On the class it holds for all methods that say nothing else.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    Permission value();
}
