package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Meta's Lead Ads: what people answered on the forms of a page, form by form in the order of their numbers. Cursors of the
 * Graph do not keep: where a checkpoint's one is gone, its form is read again, and whoever was there is found to be known.
 */
@Component
class FacebookLeadAds implements LeadFormSource {

    static final String LEADS = "leads";
    static final String FORMS = "lead-forms";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FORM_FIELDS = "id,name,status,locale,questions";
    private static final String LEAD_FIELDS = "id,created_time,form_id,field_data,custom_disclaimer_responses";
    private static final int MOST_FORM_PAGES = 20;
    private static final int LONGEST_CURSOR = 3_500;

    private final ProviderClient client;
    private final FacebookFailures failures = new FacebookFailures();
    private final FacebookForms forms = new FacebookForms(this::list);

    FacebookLeadAds(ProviderClients clients) {
        LinkedInVocabulary.load();
        this.client = clients.api(FacebookGateway.PROVIDER);
    }

    /**
     * Where a pull stands.
     *
     * @param form whose leads are read @param after the cursor of its next page, null at its start
     * @param again whether the form was begun again because its cursor was gone: once only
     * @param truncated whether pages came again, so that leads may be out of reach
     */
    private record Walk(String form, @Nullable String after, Lap lap, boolean again, boolean truncated) {

        static Walk parse(String cursor) {
            try {
                return JSON.readValue(cursor, Walk.class);
            } catch (JacksonException unreadable) {
                throw new IllegalArgumentException("not a cursor of Lead Ads", unreadable);
            }
        }

        static Walk into(FacebookForms.Form form, boolean truncated) {
            return new Walk(form.id(), null, Lap.START, false, truncated);
        }

        Walk fromItsStart() {
            return new Walk(form, null, Lap.START, true, truncated);
        }

        String cursor() {
            return JSON.writeValueAsString(this);
        }
    }

    /** @param after the cursor of the next page, null on the last; @param gone whether the cursor that was given is */
    private record Raw(List<JsonNode> data, @Nullable String after, boolean gone) {

        private static final Raw GONE = new Raw(List.of(), null, true);
    }

    @Override
    public Platform platform() {
        return Platform.FACEBOOK;
    }

    @Override
    public boolean configured() {
        return client.configured();
    }

    @Override
    public Duration retention() {
        return Duration.ofDays(90);
    }

    @Override
    public Flux<AnswerPage> pages(FormQuery query, @Nullable String from) {
        return Flux.defer(() ->
                next(query, from).expand(page -> page.next() == null ? Mono.empty() : next(query, page.next())));
    }

    private Mono<AnswerPage> next(FormQuery query, @Nullable String from) {
        // A new pull looks for new forms; within one they may be a little older.
        Mono<List<FacebookForms.Form>> all = from == null ? forms.fresh(query) : forms.of(query);
        return all.flatMap(known -> {
            Walk at = from == null ? null : Walk.parse(from);
            FacebookForms.Form form = FacebookForms.from(known, at == null ? "" : at.form());
            if (form == null) {
                return Mono.just(new AnswerPage(List.of(), null, at != null && at.truncated()));
            }
            // The form of a checkpoint may have gone meanwhile; then the one behind it is next.
            Walk walk = at != null && at.form().equals(form.id()) ? at : Walk.into(form, at != null && at.truncated());
            return page(form, query, walk).flatMap(raw -> answered(known, form, query, walk, raw));
        });
    }

    private Mono<AnswerPage> answered(
            List<FacebookForms.Form> known, FacebookForms.Form form, FormQuery query, Walk walk, Raw raw) {
        if (raw.gone()) {
            return walk.again()
                    ? Mono.error(new ProviderFailure.Unavailable(
                            FacebookGateway.PROVIDER, LEADS, "its own cursors are not known"))
                    : page(form, query, walk.fromItsStart())
                            .flatMap(first -> first.gone()
                                    ? Mono.error(new ProviderFailure.Unavailable(
                                            FacebookGateway.PROVIDER, LEADS, "a form has no first page"))
                                    : answered(known, form, query, walk.fromItsStart(), first));
        }
        Lap lap = raw.after() == null ? null : walk.lap().next(raw.after());
        boolean truncated = walk.truncated() || raw.after() != null && lap == null;
        FacebookForms.Form behind = FacebookForms.behind(known, form);
        Walk next = lap != null
                ? new Walk(form.id(), raw.after(), lap, walk.again(), truncated)
                : behind == null ? null : Walk.into(behind, truncated);
        return tests(query, form, raw.data())
                .map(tests -> new AnswerPage(
                        answers(form, raw.data(), tests), next == null ? null : next.cursor(), truncated));
    }

    private static List<FormAnswer> answers(FacebookForms.Form form, List<JsonNode> data, Set<String> tests) {
        List<FormAnswer> answers = new ArrayList<>(data.size());
        for (JsonNode lead : data) {
            FormAnswer answer = FacebookLeads.answer(lead, form.questions());
            if (answer != null && !tests.contains(answer.id())) {
                answers.add(answer);
            }
        }
        return answers;
    }

    private Mono<Raw> page(FacebookForms.Form form, FormQuery query, Walk walk) {
        String filtering = "[{\"field\":\"time_created\",\"operator\":\"GREATER_THAN\",\"value\":"
                + (query.since().getEpochSecond() - 1) + "}]";
        String leads = form.id() + "/leads?fields=" + LEAD_FIELDS + "&filtering=" + RestLi.value(filtering) + "&limit="
                + PAGE + (walk.after() == null ? "" : "&after=" + RestLi.value(walk.after()));
        Mono<Raw> read = call(query, LEADS, leads, FacebookLeadAds::read);
        // Which refusal a cursor gets that is no longer known is nowhere written: it is a bad parameter.
        return walk.after() == null
                ? read
                : read.onErrorResume(ProviderFailure.Rejected.class, refused -> Mono.just(Raw.GONE));
    }

    private static Raw read(ProviderAnswer answer) {
        if (!answer.successful()) {
            return Raw.GONE;
        }
        JsonNode body = answer.json();
        JsonNode data = body.required("data");
        if (!data.isArray()) {
            throw new IllegalArgumentException("data is no list");
        }
        JsonNode paging = body.path("paging");
        // The address of the next page is not followed: only its cursor is taken.
        String after = paging.path("next").asString("").isEmpty()
                ? null
                : paging.path("cursors").path("after").asString("");
        if (after != null && (after.isEmpty() || after.length() > LONGEST_CURSOR)) {
            throw new IllegalArgumentException("a cursor without a use");
        }
        return new Raw(data.valueStream().limit(PAGE).toList(), after, false);
    }

    /** The numbers of the form's test leads, where there is anything that may be one. */
    private Mono<Set<String>> tests(FormQuery query, FacebookForms.Form form, List<JsonNode> data) {
        return data.isEmpty()
                ? Mono.just(Set.of())
                : forms.tests(
                        form,
                        () -> call(
                                        query,
                                        LEADS,
                                        form.id() + "/test_leads?fields=id&limit=" + PAGE,
                                        FacebookLeadAds::read)
                                .map(raw -> raw.data().stream()
                                        .map(lead -> lead.path("id").asString(""))
                                        .collect(Collectors.toUnmodifiableSet()))
                                // Not every token may see them; they are known by their words too.
                                .onErrorResume(
                                        failure -> failure instanceof ProviderFailure.Rejected
                                                || failure instanceof ProviderFailure.NotFound
                                                || failure instanceof ProviderFailure.Unauthorized,
                                        failure -> Mono.just(Set.<String>of())));
    }

    private Mono<List<FacebookForms.Form>> list(FormQuery query) {
        return formPage(query, null)
                .expand(raw -> raw.after() == null ? Mono.empty() : formPage(query, raw.after()))
                .take(MOST_FORM_PAGES)
                .concatMapIterable(Raw::data)
                .mapNotNull(FacebookForms::form)
                .collectList();
    }

    private Mono<Raw> formPage(FormQuery query, @Nullable String after) {
        return call(
                        query,
                        FORMS,
                        query.account() + "/leadgen_forms?fields=" + FORM_FIELDS + "&limit=" + PAGE
                                + (after == null ? "" : "&after=" + RestLi.value(after)),
                        FacebookLeadAds::read)
                .flatMap(raw -> raw.gone()
                        ? Mono.error(new ProviderFailure.Unavailable(
                                FacebookGateway.PROVIDER, FORMS, "its own cursor is not known"))
                        : Mono.just(raw));
    }

    private Mono<Raw> call(FormQuery query, String endpoint, String what, Function<ProviderAnswer, Raw> reader) {
        return query.open()
                .then(Mono.defer(() -> client.call(endpoint, CallKind.FREE, request(what), failures, reader)));
    }

    private RequestHeadersSpec<?> request(String what) {
        String version = client.settings().version() == null
                ? FacebookGateway.VERSION
                : client.settings().version();
        return client.searchWeb().get().uri(URI.create(client.baseUrl() + "/" + version + "/" + what));
    }
}
