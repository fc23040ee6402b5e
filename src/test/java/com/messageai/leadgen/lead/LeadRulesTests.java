package com.messageai.leadgen.lead;

import static com.messageai.leadgen.lead.LeadStatus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Problem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.JsonNodeFactory;

class LeadRulesTests {

    static final Caller MANAGER = caller(Role.SALES_MANAGER);
    static final Caller REP = caller(Role.SALES_REP);

    static Caller caller(Role role) {
        return new Caller(new TeamId(Ids.next()), new UserId(Ids.next()), role);
    }

    static Content lead(LeadStatus status, @Nullable StatusReason reason) {
        return new Content(
                status,
                reason,
                "Ada Lovelace",
                null,
                ContactInfo.NONE,
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                null,
                List.of(),
                "");
    }

    static void refuses(int status, Content before, Content after, Caller caller) {
        assertThatThrownBy(() -> LeadRules.change(before, after, caller))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.status().value()).isEqualTo(status));
    }

    @ParameterizedTest
    @EnumSource
    void goesWhereTheContractSays(LeadStatus from) {
        Set<LeadStatus> expected = switch (from) {
            case NEW -> EnumSet.of(CONTACTED, ENGAGED, QUALIFIED, CONVERTED, NURTURE, LOST, DISQUALIFIED);
            case CONTACTED -> EnumSet.of(ENGAGED, QUALIFIED, CONVERTED, NURTURE, LOST, DISQUALIFIED);
            case ENGAGED -> EnumSet.of(QUALIFIED, CONVERTED, NURTURE, LOST, DISQUALIFIED);
            case QUALIFIED -> EnumSet.of(CONVERTED, NURTURE, LOST, DISQUALIFIED);
            case NURTURE -> EnumSet.of(NEW, CONTACTED, ENGAGED, QUALIFIED, LOST, DISQUALIFIED);
            case LOST, DISQUALIFIED -> EnumSet.of(NEW);
            case CONVERTED -> EnumSet.noneOf(LeadStatus.class);
        };
        assertThat(Arrays.stream(values()).filter(from::allows)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(from.allowed(true)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void namesWhereItCouldGoInstead() {
        assertThatThrownBy(() -> LeadRules.change(lead(QUALIFIED, null), lead(NEW, null), REP))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("illegal-lead-transition");
                    assertThat(problem.extra())
                            .containsEntry("allowed", List.of(CONVERTED, NURTURE, LOST, DISQUALIFIED));
                });
    }

    @Test
    void isGivenUpForAReasonOnly() {
        refuses(422, lead(NEW, null), lead(LOST, null), REP);
        assertThat(LeadRules.change(lead(NEW, null), lead(LOST, StatusReason.NO_NEED), REP)
                        .statusReason())
                .isEqualTo(StatusReason.NO_NEED);
    }

    @Test
    void hasNoReasonWhileItIsWorkedOn() {
        refuses(422, lead(NEW, null), lead(CONTACTED, StatusReason.OTHER), REP);
    }

    @Test
    void isTakenUpAgainByAManagerAndForgetsItsReason() {
        Content lost = lead(LOST, StatusReason.NO_BUDGET);
        assertThat(LeadRules.change(lost, lead(NEW, StatusReason.NO_BUDGET), MANAGER)
                        .statusReason())
                .isNull();
        refuses(403, lost, lead(NEW, null), REP);
        assertThatThrownBy(() -> LeadRules.change(lost, lead(ENGAGED, null), REP))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.extra()).containsEntry("allowed", List.of()));
    }

    @Test
    void isAssignedByAManagerOnly() {
        Content mine = lead(NEW, null);
        Content theirs = mine.assigned(new UserId(Ids.next()));
        assertThat(LeadRules.change(mine, theirs, MANAGER)).isEqualTo(theirs);
        refuses(403, mine, theirs, REP);
    }
}
