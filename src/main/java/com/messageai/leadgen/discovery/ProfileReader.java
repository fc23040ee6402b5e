package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A platform on which people can be looked at one by one: the profile says what the row of a search leaves out. */
public interface ProfileReader {

    Platform platform();

    /** Whether base URL and credential are set and the adapter is switched on. */
    boolean configured();

    /** How many people may be asked for at once. */
    int most();

    /** Whether the profile could say more than this row does. */
    boolean couldTellMoreThan(Profile row);

    /**
     * Reads profiles, each once, in any order. Fails with a {@link com.messageai.leadgen.provider.ProviderFailure} where not
     * all could be read; those that were come before the failure.
     *
     * @param platformProfileIds at most {@link #most}
     * @param open asked before every call; its failure stands for the call, which is not made
     */
    Flux<ProfileReading> read(List<String> platformProfileIds, Mono<Void> open);
}
