package com.messageai.leadgen.icp;

import com.messageai.leadgen.team.TeamId;

/** One version of an ideal customer profile. @param number the version of the content, from 1 */
public record Icp(
        TeamId team, IcpId id, ProductId product, String name, String description, int number, IdealProfile profile) {}
