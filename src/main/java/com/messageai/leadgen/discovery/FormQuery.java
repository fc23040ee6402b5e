package com.messageai.leadgen.discovery;

import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * What is wanted of an account's forms.
 *
 * @param account as {@link Connection#accountId()} has it
 * @param since answers that were sent before are not asked for; those after {@code until} may come later
 * @param open asked before each call: fails where none may be made any more
 */
public record FormQuery(String account, Instant since, Instant until, Mono<Void> open) {}
