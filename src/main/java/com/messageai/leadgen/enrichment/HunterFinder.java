package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.Profile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An address for a name at a company, where none is known that may work. */
@Component
class HunterFinder implements Step {

    private final Hunter hunter;

    HunterFinder(Hunter hunter) {
        this.hunter = hunter;
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.HUNTER_FINDER;
    }

    @Override
    public boolean configured() {
        return hunter.configured();
    }

    @Override
    public @Nullable Question question(EnrichmentRequest request, Draft known) {
        Map<String, String> who = new HashMap<>();
        return Emails.best(known.contacts().emails()) == null && employer(known, who) && named(known.profile(), who)
                ? new Question(endpoint(), who, request.person())
                : null;
    }

    @Override
    public Mono<Answer> ask(Question question, boolean last) {
        return hunter.find(question.parameters());
    }

    private static boolean employer(Draft known, Map<String, String> who) {
        String domain = ClearbitAnswers.domain(known.profile().company().domain());
        return domain == null ? put(who, "company", known.profile().company().name()) : put(who, "domain", domain);
    }

    private static boolean named(Profile profile, Map<String, String> who) {
        return (profile.firstName() != null
                        && profile.lastName() != null
                        && put(who, "first_name", profile.firstName())
                        && put(who, "last_name", profile.lastName()))
                || put(who, "full_name", profile.name());
    }

    private static boolean put(Map<String, String> who, String name, @Nullable String value) {
        String text = value == null ? "" : value.strip();
        return !text.isEmpty() && who.put(name, text) == null;
    }
}
