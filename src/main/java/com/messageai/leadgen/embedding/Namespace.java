package com.messageai.leadgen.embedding;

import com.messageai.leadgen.team.TeamId;

/** Where the vectors of one kind of thing lie, of one team; nothing in it is ever found from another. */
public record Namespace(TeamId team, Kind kind) {

    /** What the vectors are of. */
    public enum Kind {
        ICPS
    }

    public static Namespace icps(TeamId team) {
        return new Namespace(team, Kind.ICPS);
    }

    /** {@code team_0198…_ICPS}. */
    public String name() {
        return "team_" + team + "_" + kind;
    }
}
