package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.discovery.Connections;
import com.messageai.leadgen.discovery.ProfileReader;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress.Subject;
import com.messageai.leadgen.team.TeamId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The platforms whose profiles are read where the row of a search says too little. */
@Component
class ProfileReaders {

    private final Map<Platform, ProfileReader> readers;
    private final Connections connections;
    private final boolean enabled;
    private final int batch;

    ProfileReaders(List<ProfileReader> readers, Connections connections, PipelineProperties properties) {
        this.connections = connections;
        this.readers = readers.stream().collect(Collectors.toMap(ProfileReader::platform, Function.identity()));
        this.enabled = properties.readProfiles();
        this.batch = properties.readBatch();
    }

    /** Null where profiles are not read, or not now. */
    @Nullable ProfileReader of(Platform platform) {
        ProfileReader reader = readers.get(platform);
        return enabled && reader != null && reader.configured() ? reader : null;
    }

    /**
     * Those of a page whose profile was not asked for yet and could tell more than their row. Who has given an address, or
     * answered a form, did not come by a search: what people say of themselves on a form must not be joined with what the
     * platform shows of them.
     */
    Mono<Set<ProspectId>> unread(TeamId team, List<Subject> page) {
        Set<ProspectId> lean = page.stream()
                .filter(subject -> subject.score() == null && hasNoAddress(subject))
                .filter(subject -> couldTellMoreThan(subject.profile()))
                .map(Subject::id)
                .collect(Collectors.toCollection(HashSet::new));
        return lean.isEmpty()
                ? Mono.just(lean)
                : connections
                        .answered(team, lean.stream().map(ProspectId::value).toList())
                        .map(ProspectId::new)
                        .collectList()
                        .map(answered -> {
                            answered.forEach(lean::remove);
                            return lean;
                        });
    }

    private static boolean hasNoAddress(Subject subject) {
        return subject.contactInfo().emails().isEmpty()
                && subject.contactInfo().phones().isEmpty();
    }

    private boolean couldTellMoreThan(Profile row) {
        ProfileReader reader = of(row.platform());
        return reader != null && reader.couldTellMoreThan(row);
    }

    /** How many people of the platform one job reads. */
    int batch(Platform platform) {
        ProfileReader reader = readers.get(platform);
        return reader == null ? batch : Math.min(batch, reader.most());
    }
}
