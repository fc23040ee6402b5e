package com.messageai.leadgen.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The body of a {@code PUT}: an input record, in whose place the client may send the whole resource as it has read it.
 * Properties of the resource that the input does not have are read-only: accepted and ignored. The input is validated
 * (422); other properties are unknown (400).
 *
 * <pre>{@code
 * Mono<ResponseEntity<IcpView>> replace(
 *         Caller caller, @PathVariable UUID id, IfMatch match, @Replacement(IcpView.class) IcpInput input)
 * }</pre>
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Replacement {

    /** The record that clients read. */
    Class<? extends Record> value();
}
