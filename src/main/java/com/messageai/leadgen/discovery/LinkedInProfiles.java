package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Profiles on the partner gateway, many with one call. */
@Component
class LinkedInProfiles implements ProfileReader {

    static final String PROFILE = "profile";

    private static final int MOST = 50;

    private final LinkedInGateway gateway;
    private final ProviderClient client;
    private final LinkedInFailures failures = new LinkedInFailures(Clock.systemUTC());

    LinkedInProfiles(ProviderClients clients, LinkedInGateway gateway) {
        this.gateway = gateway;
        this.client = clients.gateway(LinkedInGateway.PROVIDER);
    }

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
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
        return row.skills().isEmpty() || row.bio() == null;
    }

    @Override
    public Flux<ProfileReading> read(List<String> ids, Mono<Void> open) {
        return Flux.defer(() -> configured()
                ? open.then(Mono.defer(() -> client.call(
                                PROFILE,
                                CallKind.FREE,
                                gateway.request(query(ids)),
                                failures,
                                answer -> LinkedInBatch.of(answer.json(), ids))))
                        .onErrorResume(ProviderFailure.NotFound.class, nobody -> none(ids))
                        .flatMapMany(LinkedInBatch::readings)
                : Flux.error(Hosts.notConfigured(LinkedInGateway.PROVIDER, PROFILE)));
    }

    private static String query(List<String> ids) {
        return "ids="
                + ids.stream().map(id -> "(id:" + RestLi.value(id) + ")").collect(Collectors.joining(",", "List(", ")"))
                + "&fields=" + LinkedInGateway.FIELDS;
    }

    /** Of one who was asked for, nobody is there; of many, it is the question that is not understood. */
    private static Mono<LinkedInBatch> none(List<String> ids) {
        return ids.size() == 1
                ? Mono.just(new LinkedInBatch(List.of(new ProfileReading.Gone(ids.getFirst())), null))
                : Mono.error(new ProviderFailure.Rejected(
                        LinkedInGateway.PROVIDER, PROFILE, "several profiles at once are not served"));
    }
}
