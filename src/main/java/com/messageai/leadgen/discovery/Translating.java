package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.CriteriaTranslator.Loss;
import com.messageai.leadgen.discovery.CriteriaTranslator.Translation;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A translation in the making: the criteria so far, and what was lost on the way. */
final class Translating {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Platform platform;
    private final ObjectNode criteria = JSON.createObjectNode();
    private final Patience patience = new Patience();
    private final Set<String> told = new HashSet<>();
    private final List<Loss> unsupported = new ArrayList<>();
    private final List<Loss> approximate = new ArrayList<>();

    Translating(Platform platform) {
        this.platform = platform;
    }

    ObjectNode criteria() {
        return criteria;
    }

    /** With the platform whose words are looked up meanwhile. */
    Patience patience() {
        return patience;
    }

    /** What became of a criterion has been said, or nothing of it is lost: no more is to be said of it. */
    void told(String criterion) {
        told.add(criterion);
    }

    /** Adds a list, unless it is empty. */
    void put(String field, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = criteria.putArray(field);
            values.stream().distinct().forEach(array::add);
        }
    }

    void unsupported(String criterion, String reason) {
        unsupported.add(new Loss(criterion, reason));
    }

    void approximate(String criterion, String reason) {
        approximate.add(new Loss(criterion, reason));
    }

    /** The search is the net, the score is the judge: what would make the net too fine is left to the score. */
    void onlyScored(String criterion, Collection<?> stated, String because) {
        if (!stated.isEmpty() && !told.contains(criterion)) {
            unsupported(criterion, "used for scoring only: " + because);
        }
    }

    /** One range around all that are wanted; null where none is. */
    @Nullable HeadCount headCount(List<String> sizes) {
        List<HeadCount> ranges = new ArrayList<>();
        for (String size : sizes) {
            HeadCount range = HeadCount.parse(size);
            if (range == null) {
                unsupported("firmographics.companySizes", "\"" + size + "\" is no range of employees");
            } else {
                ranges.add(range);
            }
        }
        return ranges.isEmpty()
                ? null
                : new HeadCount(
                        ranges.stream().mapToInt(HeadCount::from).min().orElseThrow(),
                        ranges.stream().mapToInt(HeadCount::to).max().orElseThrow());
    }

    /** What hardly any platform can be asked for; but for what has been {@link #told}. */
    void onlyScoredAnywhere(IdealProfile icp) {
        onlyScored("firmographics.technologies", icp.firmographics().technologies(), "not known to the platform");
        onlyScored("firmographics.revenues", icp.firmographics().revenues(), "not known to the platform");
        onlyScored("firmographics.locations", icp.firmographics().locations(), "people are found by where they are");
        onlyScored("psychographics.painPoints", icp.psychographics().painPoints(), "a matter of meaning");
        onlyScored("psychographics.goals", icp.psychographics().goals(), "a matter of meaning");
        onlyScored("psychographics.values", icp.psychographics().values(), "a matter of meaning");
        onlyScored("behaviors.signals", icp.behaviors().signals(), "not known to the platform");
        if (icp.behaviors().activeWithinDays() != null) {
            unsupported("behaviors.activeWithinDays", "used for scoring only: no criterion of the search");
        }
        onlyScored("exclusions.jobTitles", icp.exclusions().jobTitles(), "the search can't exclude");
        onlyScored("exclusions.industries", icp.exclusions().industries(), "the search can't exclude");
        onlyScored("exclusions.companies", icp.exclusions().companies(), "the search can't exclude");
    }

    Translation done() {
        return new Translation(platform, criteria, List.copyOf(unsupported), List.copyOf(approximate));
    }
}
