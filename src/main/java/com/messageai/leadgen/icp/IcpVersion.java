package com.messageai.leadgen.icp;

import java.time.Instant;
import java.util.UUID;

/** What an ICP was from {@code createdAt} until its next version. @param id of the version itself */
record IcpVersion(UUID id, Icp icp, Instant createdAt) {}
