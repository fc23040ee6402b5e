package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every platform on which people are searched. */
interface ProspectSourceContract {

    JsonMapper JSON = JsonMapper.shared();

    /** A source over a server with some hundred matches for {@link #query}. */
    ProspectSource source();

    /** A search that finds between 60 and 900 people. */
    SourceQuery query();

    /** How often the server was asked for a page so far. */
    long calls();

    /** A source without an address. */
    ProspectSource unconfigured();

    @Test
    default void findsEverybodyOnceAndSaysWhereTheEndIs() {
        List<SourcePage> pages = all(source().pages(query(), null));

        List<String> found = ids(pages);
        assertThat(found).hasSizeBetween(60, 900).doesNotHaveDuplicates();
        assertThat(pages.getLast().next()).isNull();
        assertThat(pages.subList(0, pages.size() - 1)).noneMatch(page -> page.next() == null);
        assertThat(pages).noneMatch(SourcePage::truncated);
        assertThat(pages).allMatch(page -> page.profiles().size() <= query().pageSize());
    }

    @Test
    default void goesOnFromAnyCursorWhereThePageBeforeEnded() {
        List<SourcePage> pages = all(source().pages(query(), null));
        SourcePage checkpoint = pages.get(1);

        List<SourcePage> rest = all(source().pages(query(), checkpoint.next()));

        assertThat(ids(rest)).isEqualTo(ids(pages.subList(2, pages.size())));
        assertThat(pages).allMatch(page -> page.next() == null || page.next().length() <= 8_192);
    }

    @Test
    default void fetchesAtMostOnePageAheadOfDemand() {
        ProspectSource source = source();
        long before = calls();

        StepVerifier.create(source.pages(query(), null), 0)
                .thenRequest(1)
                .expectNextCount(1)
                .expectNoEvent(Duration.ofMillis(200))
                .then(() -> assertThat(calls() - before).isLessThanOrEqualTo(2))
                .thenRequest(1)
                .expectNextCount(1)
                .expectNoEvent(Duration.ofMillis(200))
                .then(() -> assertThat(calls() - before).isLessThanOrEqualTo(3))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    default void givesProfilesInTheCommonForm() {
        for (Profile profile : profiles(all(source().pages(query(), null)))) {
            assertThat(profile.platform()).isEqualTo(source().platform());
            assertThat(profile.platformProfileId()).isNotBlank();
            assertThat(profile.name()).isNotBlank().hasSizeLessThanOrEqualTo(300);
            assertThat(profile.emails()).isEmpty();
            assertThat(profile.phones()).isEmpty();
        }
    }

    @Test
    default void callsNobodyWhereItIsNotConfigured() {
        assertThat(unconfigured().configured()).isFalse();
        unconfigured()
                .pages(query(), null)
                .as(StepVerifier::create)
                .expectError(ProviderFailure.class)
                .verify();
    }

    @Test
    default void refusesCriteriaThatItDoesNotUnderstand() {
        ObjectNode criteria = JSON.createObjectNode();
        criteria.putArray("shoeSize").add("44");
        source().pages(new SourceQuery(criteria, 25), null)
                .as(StepVerifier::create)
                .expectError(ProviderFailure.Rejected.class)
                .verify();
    }

    static List<SourcePage> all(Flux<SourcePage> pages) {
        return pages.collectList().block(Duration.ofSeconds(30));
    }

    static List<Profile> profiles(List<SourcePage> pages) {
        return pages.stream().flatMap(page -> page.profiles().stream()).toList();
    }

    static List<String> ids(List<SourcePage> pages) {
        return profiles(pages).stream().map(Profile::platformProfileId).toList();
    }

    static Set<String> distinct(List<SourcePage> pages) {
        return new HashSet<>(ids(pages));
    }
}
