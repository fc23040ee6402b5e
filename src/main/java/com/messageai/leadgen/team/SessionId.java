package com.messageai.leadgen.team;

import java.util.UUID;

/** One sign-in of one user; its tokens end with it. */
record SessionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
