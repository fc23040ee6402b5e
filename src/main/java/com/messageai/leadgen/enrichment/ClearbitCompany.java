package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.enrichment.EnrichmentRequest.Scope;
import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.Profile.Company;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The company by its domain, or by the domain of an address at it; unless all of it is known. */
@Component
class ClearbitCompany implements Step {

    private final Clearbit clearbit;

    ClearbitCompany(Clearbit clearbit) {
        this.clearbit = clearbit;
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.CLEARBIT_COMPANY;
    }

    @Override
    public boolean configured() {
        return clearbit.configured();
    }

    @Override
    public boolean in(Scope scope) {
        return true;
    }

    @Override
    public @Nullable Question question(EnrichmentRequest request, Draft known) {
        String domain = domain(known);
        return domain == null || whole(known.profile().company())
                ? null
                : new Question(endpoint(), Map.of("domain", domain), null);
    }

    @Override
    public Mono<Answer> ask(Question question, boolean last) {
        return clearbit.company(question.parameter("domain"), last);
    }

    private static @Nullable String domain(Draft known) {
        String stated = ClearbitAnswers.domain(known.profile().company().domain());
        if (stated != null) {
            return stated;
        }
        Email email = Emails.best(known.contacts().emails());
        return email == null ? null : Emails.companyDomain(email.value());
    }

    private static boolean whole(Company company) {
        return company.name() != null
                && company.industry() != null
                && (company.size() != null || company.employees() != null)
                && company.location() != null
                && company.revenue() != null
                && !company.technologies().isEmpty();
    }
}
