package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether mail reaches the best address, where nobody has said so yet. */
@Component
class HunterVerifier implements Step {

    private final Hunter hunter;

    HunterVerifier(Hunter hunter) {
        this.hunter = hunter;
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.HUNTER_VERIFIER;
    }

    @Override
    public boolean configured() {
        return hunter.configured();
    }

    @Override
    public @Nullable Question question(EnrichmentRequest request, Draft known) {
        Email email = Emails.best(known.contacts().emails());
        return email == null || email.status() != EmailStatus.UNKNOWN
                ? null
                : new Question(endpoint(), Map.of("email", email.value()), request.person());
    }

    @Override
    public Mono<Answer> ask(Question question, boolean last) {
        return hunter.verify(question.parameter("email"));
    }
}
