package com.messageai.leadgen.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that happened in a campaign. Implemented by records in the room where it happens, named as the feed names
 * them ({@code ProspectScored} for {@code prospect.scored}); their properties are the event's data: ids and figures, no
 * personal data.
 */
public interface JournalEvent {

    /** As clients see it: {@code prospect.scored}. */
    @JsonIgnore
    String type();
}
