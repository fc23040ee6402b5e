package com.messageai.leadgen.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.lead.Leads.Converted;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Persons;
import com.messageai.leadgen.prospect.Persons.Identity;
import com.messageai.leadgen.prospect.Persons.Sighting;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

@ServiceTest
class ConversionIntegrationTests {

    static final CampaignId CAMPAIGN = new CampaignId(Ids.next());

    @Autowired
    ApplicationContext context;

    @Autowired
    Leads leads;

    @Autowired
    Persons persons;

    @Autowired
    Transactions transactions;

    @Autowired
    DatabaseClient database;

    TestTeam team;

    @BeforeEach
    void make() {
        team = TestTeam.found(context);
    }

    List<PersonId> people(int count) {
        return persons.resolve(
                        team.id(),
                        IntStream.range(0, count)
                                .mapToObj(i -> new Sighting(
                                        "Person " + i, List.of(Identity.profile(Platform.LINKEDIN, "id" + i))))
                                .toList())
                .block();
    }

    static NewLead lead(PersonId person, int score) {
        return new NewLead(
                new LeadId(Ids.next()),
                new ProspectId(Ids.next()),
                person,
                CAMPAIGN,
                Platform.LINKEDIN,
                score,
                "Ada Lovelace",
                null,
                new Profile.Company("Engine", null, null, "51-200", null, Profile.Place.of("London"), List.of(), null),
                new ContactInfo(
                        List.of(new ContactInfo.Email(
                                "ada@engine.example", ContactInfo.EmailStatus.VALID, "hunter", 0.97)),
                        List.of()),
                "{\"clearbit\": {\"domain\": \"engine.example\"}}",
                List.of("https://www.linkedin.com/in/ada"));
    }

    Map<ProspectId, Converted> convert(List<NewLead> wanted) {
        return transactions.run(leads.convert(team.id(), wanted)).block().stream()
                .collect(Collectors.toMap(Converted::prospectId, Function.identity()));
    }

    @Test
    void makesALeadOfEachNewPerson() {
        List<NewLead> wanted =
                people(3).stream().map(person -> lead(person, 8_000)).toList();
        Map<ProspectId, Converted> converted = convert(wanted);
        assertThat(wanted)
                .allSatisfy(one -> assertThat(converted.get(one.prospect()))
                        .isEqualTo(new Converted(one.prospect(), one.id(), true)));
        Lead kept = leads.find(team.caller(Role.VIEWER), wanted.getFirst().id()).block();
        assertThat(kept.origin().source()).isEqualTo(LeadSource.LINKEDIN);
        assertThat(kept.origin().score()).isEqualTo(8_000);
        assertThat(kept.origin().campaign()).isEqualTo(CAMPAIGN);
        assertThat(kept.origin().enrichmentData().at("/clearbit/domain").asString())
                .isEqualTo("engine.example");
        assertThat(kept.content().contactInfo().emails().getFirst().confidence())
                .isEqualTo(0.97);
        assertThat(kept.content().companyInfo().get("location").asString()).isEqualTo("London");
    }

    @Test
    void joinsTheOpenLeadOfAPerson() {
        PersonId person = people(1).getFirst();
        NewLead first = lead(person, 7_600);
        convert(List.of(first));
        NewLead second = lead(person, 9_000);
        assertThat(convert(List.of(second)))
                .containsEntry(second.prospect(), new Converted(second.prospect(), first.id(), false));
        assertThat(leads.find(team.caller(Role.VIEWER), first.id()).block().version())
                .isZero();
    }

    @Test
    void makesANewLeadOfWhomWasGivenUp() {
        PersonId person = people(1).getFirst();
        NewLead first = lead(person, 7_600);
        convert(List.of(first));
        database.sql("UPDATE lead SET status = 'LOST', status_reason = 'NO_NEED' WHERE team_id = :team")
                .bind("team", team.id().value())
                .then()
                .block();
        NewLead second = lead(person, 7_600);
        assertThat(convert(List.of(second)).get(second.prospect()).created()).isTrue();
    }

    @Test
    void makesOneLeadOfTwoProspectsOfOnePerson() {
        PersonId person = people(1).getFirst();
        NewLead good = lead(person, 7_600);
        NewLead better = lead(person, 7_700);
        assertThat(convert(List.of(good, better)))
                .containsEntry(better.prospect(), new Converted(better.prospect(), better.id(), true))
                .containsEntry(good.prospect(), new Converted(good.prospect(), better.id(), false));
    }

    @Test
    void countsAMergedPersonAsTheElder() {
        List<PersonId> both = people(2);
        database.sql("UPDATE person SET merged_into = :elder WHERE team_id = :team AND id = :younger")
                .bind("team", team.id().value())
                .bind("elder", both.get(0).value())
                .bind("younger", both.get(1).value())
                .then()
                .block();
        NewLead elder = lead(both.get(0), 7_600);
        convert(List.of(elder));
        NewLead younger = lead(both.get(1), 7_600);
        assertThat(convert(List.of(younger)).get(younger.prospect()).leadId()).isEqualTo(elder.id());
    }

    @Test
    void makesEachLeadOnceInARace() {
        List<PersonId> people = people(20);
        List<List<Converted>> answers = Flux.range(0, 8)
                .flatMap(
                        i -> {
                            List<PersonId> shuffled = i % 2 == 0 ? people : people.reversed();
                            return transactions.run(leads.convert(
                                    team.id(),
                                    shuffled.stream()
                                            .map(person -> lead(person, 8_000))
                                            .toList()));
                        },
                        8)
                .collectList()
                .block();
        assertThat(answers).hasSize(8).allSatisfy(answer -> assertThat(answer).hasSize(20));
        assertThat(answers.stream().flatMap(List::stream).filter(Converted::created))
                .hasSize(20);
        assertThat(answers.stream().flatMap(List::stream).map(Converted::leadId).distinct())
                .hasSize(20);
    }
}
