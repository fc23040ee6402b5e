package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * LinkedIn's Lead Sync: what people answered on the lead gen forms of a sponsored account or an organization. Answers carry
 * only numbers of questions, so they are joined with the very version of the form that was filled in.
 */
@Component
class LinkedInLeadSync implements LeadFormSource {

    static final String RESPONSES = "lead-responses";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FIELDS =
            "id,leadType,submitter,submittedAt,testLead,versionedLeadGenFormUrn,formResponse,form:(id,name,content)";
    private static final List<String> SPONSORED = List.of("SPONSORED");
    private static final List<String> ORGANIC = List.of("COMPANY", "EVENT", "ORGANIZATION_PRODUCT");

    private final ProviderClient client;
    private final LinkedInFailures failures = new LinkedInFailures(Clock.systemUTC());
    private final LinkedInForms forms;

    LinkedInLeadSync(ProviderClients clients) {
        LinkedInVocabulary.load();
        this.client = clients.api(LinkedInGateway.PROVIDER);
        this.forms = new LinkedInForms(client, failures);
    }

    /**
     * Where a pull stands.
     *
     * @param type which kind of leads is read @param start how many of it have been
     * @param truncated whether pages came again, so that answers may be out of reach
     */
    private record Walk(int type, int start, Lap lap, boolean truncated) {

        private static final Walk BEGIN = new Walk(0, 0, Lap.START, false);

        static Walk parse(@Nullable String cursor) {
            try {
                return cursor == null ? BEGIN : JSON.readValue(cursor, Walk.class);
            } catch (JacksonException unreadable) {
                throw new IllegalArgumentException("not a cursor of Lead Sync", unreadable);
            }
        }

        String cursor() {
            return JSON.writeValueAsString(this);
        }
    }

    /** A page as it came. @param more whether LinkedIn says or may have more behind it */
    private record Raw(List<JsonNode> elements, int found, boolean more) {}

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
    }

    @Override
    public boolean configured() {
        return client.configured();
    }

    @Override
    public Duration retention() {
        return Duration.ofDays(365);
    }

    @Override
    public Flux<AnswerPage> pages(FormQuery query, @Nullable String from) {
        return Flux.defer(() -> page(query, Walk.parse(from))
                .expand(page -> page.next() == null ? Mono.empty() : page(query, Walk.parse(page.next()))));
    }

    private Mono<AnswerPage> page(FormQuery wanted, Walk walk) {
        List<String> types = types(wanted.account());
        String query = "?q=owner&owner=" + owner(wanted.account()) + "&leadType=(leadType:"
                + types.get(Math.clamp(walk.type(), 0, types.size() - 1)) + ")&limitedToTestLeads=false"
                + "&submittedAtTimeRange=(start:" + wanted.since().toEpochMilli() + ",end:"
                + wanted.until().toEpochMilli() + ")"
                + "&fields=" + FIELDS + "&count=" + PAGE + "&start=" + walk.start();
        return wanted.open()
                .then(client.call(
                        RESPONSES,
                        CallKind.FREE,
                        LinkedInHeaders.on(
                                client.searchWeb()
                                        .get()
                                        .uri(URI.create(client.baseUrl() + "/rest/leadFormResponses" + query)),
                                client.settings()),
                        failures,
                        LinkedInLeadSync::read))
                .flatMap(raw -> joined(wanted, raw).map(answers -> {
                    Walk after = after(walk, raw);
                    return new AnswerPage(
                            answers, after.type() < types.size() ? after.cursor() : null, after.truncated());
                }));
    }

    private static Raw read(ProviderAnswer answer) {
        JsonNode body = answer.json();
        JsonNode elements = body.required("elements");
        if (!elements.isArray()) {
            throw new IllegalArgumentException("elements are no list");
        }
        JsonNode paging = body.path("paging");
        // Fewer may be given than were asked for; what is said of the total is not believed.
        int count =
                paging.path("count").isInt() ? Math.clamp(paging.path("count").asInt(), 1, PAGE) : PAGE;
        int found = elements.size();
        boolean linked = paging.path("links")
                .valueStream()
                .anyMatch(link -> link.path("rel").asString("").equals("next"));
        return new Raw(elements.valueStream().limit(PAGE).toList(), found, found > 0 && (found >= count || linked));
    }

    /** The next page of this kind of leads, else the first of the next kind; beyond the last kind at the end. */
    private static Walk after(Walk walk, Raw raw) {
        Lap lap = raw.more() ? walk.lap().next(mark(raw)) : null;
        return lap == null
                ? new Walk(walk.type() + 1, 0, Lap.START, walk.truncated() || raw.more())
                : new Walk(walk.type(), walk.start() + Math.min(raw.found(), PAGE), lap, walk.truncated());
    }

    private static String mark(Raw raw) {
        List<String> ids = raw.elements().stream()
                .map(element -> element.path("id").asString(""))
                .toList();
        return Integer.toHexString(ids.hashCode()) + "-"
                + Integer.toHexString(String.join("", ids).length());
    }

    private Mono<List<FormAnswer>> joined(FormQuery wanted, Raw raw) {
        List<JsonNode> real = raw.elements().stream()
                .filter(element -> !element.path("testLead").asBoolean(false))
                .toList();
        return forms.of(owner(wanted.account()), wanted.open(), real).map(questions -> {
            List<FormAnswer> answers = new ArrayList<>(real.size());
            for (int i = 0; i < real.size(); i++) {
                FormAnswer answer = LinkedInFormAnswers.answer(real.get(i), questions.get(i));
                if (answer != null) {
                    answers.add(answer);
                }
            }
            return answers;
        });
    }

    private static List<String> types(String account) {
        return account.startsWith("urn:li:sponsoredAccount:") ? SPONSORED : ORGANIC;
    }

    /** {@code (sponsoredAccount:urn%3Ali%3AsponsoredAccount%3A777)}. */
    private static String owner(String account) {
        return "(" + account.split(":", 4)[2] + ":" + RestLi.value(account) + ")";
    }
}
