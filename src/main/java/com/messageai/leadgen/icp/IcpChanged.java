package com.messageai.leadgen.icp;

import com.messageai.leadgen.team.TeamId;

/**
 * An ICP was made, changed or deleted, and that is committed. Told within the instance and not certain to arrive: what
 * others keep of ICPs, they compare with the rows; this says when it is worth it.
 */
public record IcpChanged(TeamId team, IcpId icp) {}
