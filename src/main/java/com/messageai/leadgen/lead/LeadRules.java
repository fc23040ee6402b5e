package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.web.Problems;
import java.util.Objects;

/** Who may change what of a lead, and where it may go. */
final class LeadRules {

    private LeadRules() {}

    /**
     * What is to be kept of a wanted change; the reason of a lead that is taken up again is forgotten.
     *
     * @throws com.messageai.leadgen.web.Problem 403, 409 {@code illegal-lead-transition} or 422
     */
    static Content change(Content before, Content wanted, Caller caller) {
        if (!Objects.equals(before.assignee(), wanted.assignee()) && !caller.may(Permission.ASSIGN_LEADS)) {
            throw Problems.forbidden();
        }
        if (before.status() != wanted.status()) {
            transition(before.status(), wanted.status(), caller.may(Permission.ASSIGN_LEADS));
        }
        return reasoned(before, wanted);
    }

    /** @param reopens whether the caller may take up what was given up: a manager's right */
    private static void transition(LeadStatus from, LeadStatus to, boolean reopens) {
        if (!from.allows(to)) {
            throw new IllegalLeadTransition(from, to, from.allowed(reopens));
        }
        if (!from.open() && !reopens) {
            throw Problems.forbidden();
        }
    }

    private static Content reasoned(Content before, Content wanted) {
        if (wanted.status().needsReason()) {
            if (wanted.statusReason() == null) {
                throw Problems.invalid("statusReason", "must be given for " + wanted.status());
            }
            return wanted;
        }
        // A client that sends back what it has read sends the old reason too.
        boolean leftOver = wanted.statusReason() == before.statusReason();
        if (wanted.statusReason() != null && !leftOver) {
            throw Problems.invalid("statusReason", "must be given for LOST and DISQUALIFIED only");
        }
        return wanted.moved(wanted.status(), null);
    }
}
