package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.prospect.Persons.Identity;
import com.messageai.leadgen.prospect.Persons.Sighting;
import com.messageai.leadgen.prospect.ProfileUrls;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** By what the person of a lead made by hand is recognised: whoever writes a lead down vouches for its addresses. */
final class Identities {

    private Identities() {}

    static Sighting of(Content content) {
        Stream<Identity> profiles = content.socialProfiles().stream()
                .map(ProfileUrls::canonical)
                .filter(Objects::nonNull)
                .map(Identity::profileUrl);
        Stream<Identity> addresses = content.contactInfo().emails().stream()
                .filter(email -> email.status() != EmailStatus.INVALID)
                .map(email -> Identity.email(email.value()));
        List<Identity> identities =
                Stream.concat(profiles, addresses).distinct().toList();
        return new Sighting(content.name(), identities);
    }
}
