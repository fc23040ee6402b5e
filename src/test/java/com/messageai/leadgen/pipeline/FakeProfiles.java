package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.discovery.ProfileReader;
import com.messageai.leadgen.discovery.ProfileReading;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** LinkedIn's profiles as a test wants them; everybody who is not named is gone. */
final class FakeProfiles implements ProfileReader {

    final List<List<String>> calls = new ArrayList<>();
    private final Map<String, ProfileReading> readings = new HashMap<>();
    private final List<String> silent = new ArrayList<>();
    private @Nullable Throwable failure;
    int most = 50;

    void show(Profile profile) {
        readings.put(profile.platformProfileId(), new ProfileReading.Shown(profile));
    }

    void withhold(String id) {
        readings.put(id, new ProfileReading.Withheld(id));
    }

    /** Those are not answered; nobody is, where none is named. */
    void fail(Throwable with, String... ids) {
        failure = with;
        silent.addAll(List.of(ids));
    }

    void heal() {
        failure = null;
        silent.clear();
    }

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
    }

    @Override
    public boolean configured() {
        return true;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public boolean couldTellMoreThan(Profile row) {
        return row.skills().isEmpty() || row.bio() == null;
    }

    @Override
    public Flux<ProfileReading> read(List<String> ids, Mono<Void> open) {
        return open.thenMany(Flux.defer(() -> {
            calls.add(ids);
            if (failure == null) {
                return Flux.fromIterable(ids).map(this::reading);
            }
            return Flux.fromIterable(ids)
                    .filter(id -> !silent.isEmpty() && !silent.contains(id))
                    .map(this::reading)
                    .concatWith(Flux.error(Objects.requireNonNull(failure)));
        }));
    }

    private ProfileReading reading(String id) {
        return readings.getOrDefault(id, new ProfileReading.Gone(id));
    }
}
