package com.messageai.leadgen.scoring;

import com.messageai.leadgen.prospect.Profile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What shows that now may be a good moment: what the source says, what people say themselves, a new job. */
final class Signals {

    private static final int NEW_JOB_DAYS = 90;

    private final Phrases<String> phrases = new Phrases<>();

    Signals() {
        for (String[] row : ReferenceData.rows("signals.tsv", 2)) {
            ReferenceData.entries(row[1]).forEach(phrase -> phrases.add(phrase, row[0]));
        }
    }

    /** In the order of the alphabet; empty where nothing is said, which does not mean that there is none. */
    Set<String> of(Profile profile, Instant today) {
        Set<String> shown = new TreeSet<>();
        profile.signals().stream()
                .filter(signal -> !Said.isPost(signal))
                .map(Signals::named)
                .forEach(shown::add);
        for (String text : new String[] {profile.headline(), profile.bio()}) {
            phrases.in(words(text)).forEach(found -> shown.add(found.value()));
        }
        Instant since = profile.positionSince();
        if (since != null && since.isAfter(today.minus(NEW_JOB_DAYS, ChronoUnit.DAYS))) {
            shown.add("JOB_CHANGE");
        }
        return shown;
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Words.of(text);
    }

    static String named(String signal) {
        return Words.key(signal).toUpperCase(Locale.ROOT).replace(' ', '_');
    }
}
