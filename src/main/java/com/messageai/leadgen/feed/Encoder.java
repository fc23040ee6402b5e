package com.messageai.leadgen.feed;

import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.journal.JournalEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns journal entries into what clients see: those who may see them get the names of people added. */
@Component
class Encoder {

    private static final String PROSPECT = "prospectId";
    private static final Set<String> ENDS = EnumSet.allOf(CampaignStatus.class).stream()
            .filter(CampaignStatus::ended)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    private final JsonMapper json;
    private final ObjectReader data;

    Encoder(JsonMapper json) {
        this.json = json;
        // Scores keep their four decimals.
        this.data = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** An entry whose data has been read. */
    record Parsed(JournalEntry entry, JsonNode data) {

        @Nullable UUID prospect() {
            return data.path(PROSPECT).isString()
                    ? UUID.fromString(data.path(PROSPECT).stringValue())
                    : null;
        }

        boolean showsFace() {
            return switch (entry.type()) {
                case "prospect.discovered", "prospect.scored", "lead.created" -> true;
                default -> false;
            };
        }
    }

    Parsed parse(JournalEntry entry) {
        return new Parsed(entry, data.readTree(entry.data()));
    }

    FeedEntry encode(Parsed parsed, Map<UUID, Face> faces) {
        JournalEntry entry = parsed.entry();
        Frame nameless = frame(entry, data(parsed, null));
        UUID prospect = parsed.showsFace() ? parsed.prospect() : null;
        Face face = prospect == null ? null : faces.get(prospect);
        Frame named = face == null ? nameless : frame(entry, data(parsed, face));
        return new FeedEntry(entry.number(), entry.campaign(), entry.previous(), ends(parsed), named, nameless);
    }

    /** An event that is not part of the journal. */
    Frame unnumbered(String event, Object data) {
        return Frame.unnumbered(event, json.writeValueAsString(data));
    }

    private Frame frame(JournalEntry entry, ObjectNode data) {
        return Frame.numbered(entry.number(), entry.type(), json.writeValueAsString(data));
    }

    private ObjectNode data(Parsed parsed, @Nullable Face face) {
        JournalEntry entry = parsed.entry();
        ObjectNode data = json.createObjectNode();
        data.put("campaignId", entry.campaign().toString());
        data.put("at", entry.at().toString());
        parsed.data().properties().forEach(property -> {
            data.set(property.getKey(), property.getValue());
            if (face != null && property.getKey().equals(PROSPECT)) {
                addFace(data, entry.type(), face);
            }
        });
        return data;
    }

    private static void addFace(ObjectNode data, String type, Face face) {
        data.put("name", face.name());
        switch (type) {
            case "prospect.discovered" -> data.put("headline", face.headline()).put("company", face.company());
            case "prospect.scored" -> data.put("title", face.title()).put("company", face.company());
            default -> {}
        }
    }

    private static boolean ends(Parsed parsed) {
        return parsed.entry().type().equals("campaign.status")
                && ENDS.contains(parsed.data().path("status").asString(""));
    }

    /** The prospects whose faces a page needs. */
    static List<UUID> faces(List<Parsed> page) {
        return page.stream()
                .filter(Parsed::showsFace)
                .<UUID>mapMulti((parsed, found) -> {
                    UUID prospect = parsed.prospect();
                    if (prospect != null) {
                        found.accept(prospect);
                    }
                })
                .distinct()
                .toList();
    }
}
