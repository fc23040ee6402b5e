package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo.Email;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The person by an address, for title and phone where one of them is missing. */
@Component
class ClearbitPerson implements Step {

    private final Clearbit clearbit;
    private final EnrichmentProperties settings;

    ClearbitPerson(Clearbit clearbit, EnrichmentProperties settings) {
        this.clearbit = clearbit;
        this.settings = settings;
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.CLEARBIT_PERSON;
    }

    @Override
    public boolean configured() {
        return clearbit.configured() && settings.personLookup();
    }

    @Override
    public boolean optional() {
        return true;
    }

    @Override
    public @Nullable Question question(EnrichmentRequest request, Draft known) {
        Email email = Emails.best(known.contacts().emails());
        boolean whole =
                known.profile().title() != null && !known.contacts().phones().isEmpty();
        return email == null || whole
                ? null
                : new Question(endpoint(), Map.of("email", email.value()), request.person());
    }

    @Override
    public Mono<Answer> ask(Question question, boolean last) {
        return clearbit.person(question.parameter("email"), last);
    }
}
