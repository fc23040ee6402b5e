package com.messageai.leadgen.scoring;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.scoring.Score.Cap;
import com.messageai.leadgen.scoring.Score.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a sum of weights cannot do: say no. The lowest limit holds; among equal ones the first. */
final class Vetoes {

    private static final String TITLES = "demographics.jobTitles";
    private static final Pattern LEGAL_FORM = Pattern.compile(
            "\\s+(?:inc|incorporated|llc|ltd|limited|plc|corp|corporation|co|company|gmbh|ag|se|kg|sa|sas|sarl|srl|bv|nv|ab|as|oy|group|holding)$");

    private final Knowledge knowledge;
    private final Set<String> required;
    private final List<Title> wantedTitles;
    private final List<Title> excludedTitles;
    private final List<String> excludedIndustries;
    private final Set<String> excludedCompanies;
    private final int belowQualify;
    private final int belowReview;

    Vetoes(IdealProfile ideal, Knowledge knowledge, Thresholds thresholds) {
        this.knowledge = knowledge;
        this.required = Set.copyOf(ideal.required());
        this.wantedTitles = titles(ideal.demographics().jobTitles());
        this.excludedTitles = titles(ideal.exclusions().jobTitles());
        this.excludedIndustries = ideal.exclusions().industries();
        this.excludedCompanies =
                ideal.exclusions().companies().stream().map(Vetoes::company).collect(Collectors.toSet());
        this.belowQualify = Math.max(0, thresholds.qualify() - 1);
        this.belowReview = Math.max(0, thresholds.review() - 1);
    }

    private List<Title> titles(List<String> texts) {
        return texts.stream().map(knowledge.titles()::read).toList();
    }

    @Nullable Cap cap(Person person, List<Criterion> criteria, List<Match> matches) {
        List<Cap> caps = new ArrayList<>();
        exclusions(person, caps);
        for (int i = 0; i < criteria.size(); i++) {
            String path = criteria.get(i).path();
            if (required.contains(path) && matches.get(i).verdict() == Verdict.MISS) {
                caps.add(new Cap(path, "REQUIRED_MISSED", belowQualify));
            }
        }
        Title title = person.title();
        if (title != null
                && wantedTitles.stream()
                        .noneMatch(wanted -> knowledge.titles().match(wanted, title) >= Departments.NEIGHBOURS)
                && wantedTitles.stream().anyMatch(wanted -> knowledge.titles().onlyMentions(wanted, title))) {
            caps.add(new Cap(TITLES, "TITLE_ONLY_MENTIONED", belowQualify));
        }
        return caps.stream().min(Comparator.comparingInt(Cap::limit)).orElse(null);
    }

    /** The cap where everything unknown turned out as a miss. */
    @Nullable Cap worst(@Nullable Cap cap, List<Criterion> criteria, List<Match> matches) {
        Stream<Cap> possible = Stream.ofNullable(cap);
        for (int i = 0; i < criteria.size(); i++) {
            if (required.contains(criteria.get(i).path()) && matches.get(i).score() == null) {
                possible = Stream.concat(
                        possible, Stream.of(new Cap(criteria.get(i).path(), "REQUIRED_MISSED", belowQualify)));
            }
        }
        return possible.min(Comparator.comparingInt(Cap::limit)).orElse(null);
    }

    private void exclusions(Person person, List<Cap> caps) {
        Title title = person.title();
        if (title != null && excludedTitles.stream().anyMatch(excluded -> isOneOf(excluded, title))) {
            caps.add(excluded("exclusions.jobTitles"));
        }
        String industry = person.profile().company().industry();
        if (industry != null && excludedIndustries.stream().anyMatch(excluded -> isIn(excluded, industry, person))) {
            caps.add(excluded("exclusions.industries"));
        }
        String company = person.profile().company().name();
        String domain = person.profile().company().domain();
        if (company != null && excludedCompanies.contains(company(company))
                || domain != null && excludedCompanies.contains(company(domain))) {
            caps.add(excluded("exclusions.companies"));
        }
    }

    private Cap excluded(String criterion) {
        return new Cap(criterion, "EXCLUDED", belowReview);
    }

    /** A technical recruiter is a recruiter; a recruiters' account manager is not. */
    private static boolean isOneOf(Title excluded, Title title) {
        return excluded.roles().stream()
                .anyMatch(no ->
                        title.roles().stream().anyMatch(role -> role.words().containsAll(no.words())));
    }

    private boolean isIn(String excluded, String industry, Person person) {
        return Words.key(excluded).equals(Words.key(industry))
                || knowledge.industries().match(knowledge.industries().named(excluded), person.industries())
                        == Match.FULL;
    }

    private static String company(String name) {
        String key = Words.key(name);
        String shorter = LEGAL_FORM.matcher(key).replaceAll("");
        return shorter.isEmpty() ? key : shorter;
    }
}
