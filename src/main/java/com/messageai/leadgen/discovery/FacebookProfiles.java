package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members of an audience, one with each call; what they write about themselves is on no row of a search. */
@Component
class FacebookProfiles implements ProfileReader {

    private static final String PROFILE = "profile";

    /** One after the other, so few that all of them come within the time limit of a job. */
    private static final int MOST = 10;

    private static final String FIELDS = FacebookGateway.FIELDS + ",about";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_]{1,64}");

    private final FacebookGateway gateway;
    private final Graph graph;

    FacebookProfiles(ProviderClients clients, FacebookGateway gateway) {
        this.gateway = gateway;
        this.graph = new Graph(clients.gateway(FacebookGateway.PROVIDER));
    }

    @Override
    public Platform platform() {
        return Platform.FACEBOOK;
    }

    @Override
    public boolean configured() {
        return gateway.configured();
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public boolean couldTellMoreThan(Profile row) {
        return row.bio() == null;
    }

    @Override
    public Flux<ProfileReading> read(List<String> ids, Mono<Void> open) {
        return Flux.defer(() -> configured()
                ? Flux.fromIterable(ids).concatMap(id -> read(id, open))
                : Flux.error(Hosts.notConfigured(FacebookGateway.PROVIDER, PROFILE)));
    }

    private Mono<ProfileReading> read(String id, Mono<Void> open) {
        if (!ID.matcher(id).matches()) {
            return Mono.just(new ProfileReading.Withheld(id));
        }
        return open.then(graph.get(PROFILE, id + "?fields=" + FIELDS, answer -> reading(answer, id)))
                .onErrorResume(ProviderFailure.NotFound.class, nobody -> Mono.just(new ProfileReading.Gone(id)));
    }

    private static ProfileReading reading(ProviderAnswer answer, String id) {
        Profile profile = FacebookMembers.profile(answer.json());
        return profile != null && profile.platformProfileId().equals(id)
                ? new ProfileReading.Shown(profile)
                : new ProfileReading.Withheld(id);
    }
}
