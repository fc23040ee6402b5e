package com.messageai.leadgen.feed;

import com.messageai.leadgen.journal.Journal;
import com.messageai.leadgen.journal.JournalEntry;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pages of the journal, ready to be sent: two short queries each, no row is held open for a slow reader. */
@Component
class Pages {

    private final Journal journal;
    private final Faces faces;
    private final Encoder encoder;

    Pages(Journal journal, Faces faces, Encoder encoder) {
        this.journal = journal;
        this.faces = faces;
        this.encoder = encoder;
    }

    /** At most {@code limit} entries after {@code number}, oldest first. @param campaign null for all of the team */
    Mono<List<FeedEntry>> after(TeamId team, @Nullable UUID campaign, long number, int limit) {
        Flux<JournalEntry> entries =
                campaign == null ? journal.after(team, number, limit) : journal.after(team, campaign, number, limit);
        return entries.map(encoder::parse)
                .collectList()
                .flatMap(page -> faces.of(team, Encoder.faces(page))
                        .map(found -> page.stream()
                                .map(parsed -> encoder.encode(parsed, found))
                                .toList()));
    }
}
