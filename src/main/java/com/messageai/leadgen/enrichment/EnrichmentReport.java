package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.prospect.ContactInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says what was learned: the values, and who gave them, when, how surely and for how much. */
@Component
class EnrichmentReport {

    private final JsonMapper json;
    private final String currency;

    EnrichmentReport(JsonMapper json, EnrichmentProperties settings) {
        this.json = json;
        this.currency = settings.currency();
    }

    Enriched of(EnrichmentRequest request, Draft known) {
        return new Enriched(
                known.profile(),
                known.contacts(),
                json.valueToTree(byProvider(known)),
                known.learned().stream()
                        .filter(step -> step.kept() != null)
                        .map(step -> step.question().endpoint().provider())
                        .distinct()
                        .toList(),
                Agreement.of(request.profile(), known.learned()),
                false);
    }

    /** Nothing of what was learned leaves this room. */
    Enriched optedOut(EnrichmentRequest request) {
        return new Enriched(
                request.profile(), ContactInfo.NONE, json.valueToTree(Map.of()), List.of(), Agreement.NONE, true);
    }

    private Map<String, Map<String, Object>> byProvider(Draft known) {
        Map<String, Map<String, Object>> providers = new LinkedHashMap<>();
        for (Learned step : known.learned()) {
            Endpoint endpoint = step.question().endpoint();
            // Of a step taken twice, the later one had more to ask with.
            providers
                    .computeIfAbsent(endpoint.provider(), name -> new LinkedHashMap<>())
                    .put(endpoint.name(), entry(step));
        }
        return providers;
    }

    private Map<String, Object> entry(Learned step) {
        Map<String, Object> entry = new LinkedHashMap<>();
        Kept kept = step.kept();
        if (kept == null) {
            entry.put("outcome", "SKIPPED");
            putKnown(entry, "reason", step.skipped());
            return entry;
        }
        entry.put("outcome", kept.outcome().name());
        entry.put("fetchedAt", kept.fetchedAt().toString());
        entry.put("cost", new Money(kept.cost(), currency));
        Finding finding = kept.finding();
        if (finding != null) {
            putKnown(entry, "confidence", finding.confidence());
            entry.put("fields", fields(finding));
            entry.put("filled", step.filled());
        }
        return entry;
    }

    /** All but addresses and numbers, which are contact data and kept apart. */
    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putKnown(fields, "title", finding.title());
        putKnown(fields, "seniority", finding.seniority());
        putKnown(fields, "location", finding.location());
        putKnown(fields, "company", finding.company());
        putKnown(
                fields,
                "emailStatus",
                finding.email() == null ? null : finding.email().status());
        putKnown(
                fields,
                "phones",
                finding.phones().isEmpty() ? null : finding.phones().size());
        return fields;
    }

    private static void putKnown(Map<String, Object> target, String name, @Nullable Object value) {
        if (value != null) {
            target.put(name, value);
        }
    }
}
