package com.messageai.leadgen.web;

import java.util.UUID;

/** Whose request this is, as far as HTTP's habits need to know: keys and limits belong to a user of a team. */
public interface Requester {

    UUID teamKey();

    UUID userKey();
}
