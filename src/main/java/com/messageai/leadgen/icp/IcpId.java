package com.messageai.leadgen.icp;

import java.util.UUID;

/** An ideal customer profile of one team; its content has versions. */
public record IcpId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
