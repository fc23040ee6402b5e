package com.messageai.leadgen.scoring;

import com.messageai.leadgen.scoring.Title.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads job titles and compares them: abbreviations, word order and languages fall together, "assistant to the CTO",
 * "former CTO" and "sales engineer" don't.
 */
final class Titles {

    private static final Set<String> FILLERS = Set.of(
            "of", "the", "and", "for", "in", "der", "des", "die", "du", "de", "la", "le", "les", "del", "el", "l", "d",
            "und", "et", "y", "a", "en", "m", "w", "f", "global", "group", "interim", "acting");

    private static final Set<String> RANKS = Set.of(
            "vice",
            "president",
            "chief",
            "officer",
            "head",
            "heading",
            "director",
            "manager",
            "senior",
            "junior",
            "lead",
            "principal",
            "staff",
            "executive",
            "department",
            "team",
            "co");

    /** What follows is where, not what. */
    private static final Pattern EMPLOYER = Pattern.compile("(?:\\s+(?:at|bei|chez)\\s+|\\s*@\\s*).*");

    /** {@code C.T.O.} */
    private static final Pattern DOTTED = Pattern.compile("\\b(?:\\p{L}\\.){2,}");

    private static final Pattern ROLES = Pattern.compile("\\s*[|/;•·+]\\s*|\\s+[-–—]\\s+|\\s+(?:&|and|und|et|y)\\s+");

    /** What two titles have in common by where they work: the same words, more special ones, the same department. */
    private static final int SPECIAL = 9_500;

    private static final int GENERAL = 8_000;
    private static final int DEPARTMENT = 7_000;

    /** What half rungs of seniority apart are worth. */
    private static final int[] APART = {Match.FULL, 8_500, 6_000, 4_000, 2_000};

    private static final int LEVEL_UNKNOWN = 6_000;

    private static final int SPECIALIST = 3;
    private static final int MANAGER = 6;
    private static final int SHORTEST_COMPOUND = 3;
    private static final String DEPUTY = "deputy";

    private final Departments departments;
    private final Phrases<List<String>> aliases = new Phrases<>();

    /** Phrases that hold together though there is an "and" in them: "R&D", "directeur administratif et financier". */
    private final Map<String, String> joined = new LinkedHashMap<>();

    private final List<Level> levels = new ArrayList<>();
    private final Phrases<Function> functions = new Phrases<>();
    private final Phrases<Boolean> past = new Phrases<>();
    private final Phrases<Boolean> tails = new Phrases<>();
    private final Phrases<Boolean> tailsAfterHead = new Phrases<>();
    private final Phrases<Boolean> heads = new Phrases<>();
    private final List<String> compounds = new ArrayList<>();

    private record Level(List<String> phrase, int rung, Seniority seniority) {}

    private record Function(int rank, String department) {}

    Titles(Departments departments) {
        this.departments = departments;
        for (String[] row : ReferenceData.rows("title-aliases.tsv", 2)) {
            for (String alias : ReferenceData.entries(row[1])) {
                aliases.add(alias, Words.of(row[0]));
                if (ROLES.matcher(alias).find() || alias.contains("&")) {
                    joined.put(alias, row[0]);
                }
            }
        }
        for (String[] row : ReferenceData.rows("title-levels.tsv", 3)) {
            for (String phrase : ReferenceData.entries(row[2])) {
                levels.add(new Level(List.of(phrase.split(" ")), Integer.parseInt(row[0]), Seniority.valueOf(row[1])));
            }
        }
        for (String[] row : ReferenceData.rows("title-functions.tsv", 3)) {
            ReferenceData.entries(row[2])
                    .forEach(phrase -> functions.add(phrase, new Function(Integer.parseInt(row[0]), row[1])));
        }
        ReferenceData.rows("title-compounds.tsv", 1).forEach(row -> compounds.addAll(ReferenceData.entries(row[0])));
        for (String[] row : ReferenceData.rows("title-traps.tsv", 2)) {
            Phrases<Boolean> traps = switch (row[0]) {
                case "PAST" -> past;
                case "TAIL" -> tails;
                case "HEAD" -> heads;
                case "TAIL_AFTER_HEAD" -> tailsAfterHead;
                default -> throw new IllegalStateException("unknown kind of trap: " + row[0]);
            };
            ReferenceData.entries(row[1]).forEach(phrase -> traps.add(phrase, true));
        }
    }

    Title read(String text) {
        String plain = DOTTED.matcher(Words.plain(text))
                .replaceAll(match -> match.group().replace(".", ""));
        for (Map.Entry<String, String> phrase : joined.entrySet()) {
            plain = plain.replace(phrase.getKey(), phrase.getValue());
        }
        List<Role> roles = new ArrayList<>();
        Role last = null;
        for (String part : parts(EMPLOYER.matcher(plain).replaceAll(""))) {
            Role role = role(part, last);
            if (role != null) {
                roles.add(role);
                last = role;
            }
        }
        return new Title(text, List.copyOf(roles), canonical(Words.of(plain)));
    }

    /** A comma parts roles ("CTO, Founder") unless the second half has no level of its own ("Vice President, Engineering"). */
    private List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : ROLES.split(text)) {
            String role = "";
            for (String piece : part.split(",")) {
                boolean own = !role.isEmpty() && level(canonical(Words.of(piece))) != null;
                if (own) {
                    parts.add(role);
                }
                role = own ? piece : role + " " + piece;
            }
            parts.add(role);
        }
        return parts;
    }

    private @Nullable Role role(String part, @Nullable Role before) {
        List<String> words = withoutTail(canonical(Words.of(part)));
        if (words.isEmpty() || !past.in(words).isEmpty()) {
            return null;
        }
        Level level = level(words);
        String department = department(words);
        Set<String> significant = new LinkedHashSet<>(words);
        significant.removeAll(FILLERS);
        if (significant.isEmpty()) {
            return null;
        }
        if (level == null && before != null && before.rung() != null && department != null) {
            // "Director of Sales & Marketing": the second half is held at the first one's level.
            return new Role(significant, before.rung(), before.seniority(), department);
        }
        if (level == null) {
            return new Role(significant, null, null, department);
        }
        return significant.contains(DEPUTY)
                ? new Role(
                        significant,
                        Math.max(0, level.rung() - 2),
                        level.seniority().below(),
                        department)
                : new Role(significant, level.rung(), level.seniority(), department);
    }

    /** "Assistant to the CTO" is an assistant, "recruiter for engineers" recruits. */
    private List<String> withoutTail(List<String> words) {
        boolean head = false;
        for (int i = 0; i < words.size(); i++) {
            if (i > 0 && (tails.at(words, i) != null || head && tailsAfterHead.at(words, i) != null)) {
                return words.subList(0, i);
            }
            head |= heads.at(words, i) != null;
        }
        return words;
    }

    private List<String> canonical(List<String> words) {
        List<String> canonical = new ArrayList<>();
        int from = 0;
        while (from < words.size()) {
            Phrases.Found<List<String>> alias = aliases.at(words, from);
            if (alias != null) {
                canonical.addAll(alias.value());
                from = alias.to();
            } else {
                List<String> parts = parted(List.of(words.get(from)));
                canonical.addAll(parts.size() == 1 ? parts : canonical(parts));
                from++;
            }
        }
        return canonical;
    }

    /** Of a German compound: what it is headed by stands at its end, an s or n may link the two. */
    private List<String> parted(List<String> word) {
        for (String head : compounds) {
            String rest = word.getFirst().endsWith(head)
                    ? word.getFirst().substring(0, word.getFirst().length() - head.length())
                    : "";
            if (rest.length() >= SHORTEST_COMPOUND) {
                String first = rest.endsWith("s") && !known(rest) ? rest.substring(0, rest.length() - 1) : rest;
                return List.of(first, head);
            }
        }
        return word;
    }

    private boolean known(String word) {
        return aliases.at(List.of(word), 0) != null || functions.at(List.of(word), 0) != null;
    }

    private @Nullable Level level(List<String> words) {
        return levels.stream()
                .filter(level -> standsIn(words, level.phrase()))
                .findFirst()
                .orElse(null);
    }

    /** {@code *} stands for one to three words. */
    private static boolean standsIn(List<String> words, List<String> phrase) {
        int gap = phrase.indexOf("*");
        if (gap < 0) {
            return Collections.indexOfSubList(words, phrase) >= 0;
        }
        int start = Collections.indexOfSubList(words, phrase.subList(0, gap));
        int end = Collections.lastIndexOfSubList(words, phrase.subList(gap + 1, phrase.size()));
        return start >= 0 && end > start + 1 && end - start <= gap + 3;
    }

    private @Nullable String department(List<String> words) {
        Phrases.Found<Function> best = null;
        for (int i = 0; i < words.size(); i++) {
            Phrases.Found<Function> found = functions.at(words, i);
            if (found != null && (best == null || outranks(found, best))) {
                best = found;
            }
        }
        return best == null ? null : best.value().department();
    }

    private static boolean outranks(Phrases.Found<Function> found, Phrases.Found<Function> best) {
        int rank = found.value().rank() - best.value().rank();
        return rank > 0 || rank == 0 && found.to() - found.from() > best.to() - best.from();
    }

    /** In basis points. */
    int match(Title wanted, Title found) {
        int best = 0;
        for (Role asked : wanted.roles()) {
            for (Role held : found.roles()) {
                best = Math.max(best, match(asked, held));
            }
        }
        return best;
    }

    private int match(Role asked, Role held) {
        if (asked.words().equals(held.words())) {
            return Match.FULL;
        }
        return Math.toIntExact(Math.round((double) work(asked, held) * level(asked, held) / Match.FULL));
    }

    private int work(Role asked, Role held) {
        String wanted = asked.department();
        String found = held.department();
        if (wanted == null || found == null) {
            return 0;
        }
        if (!wanted.equals(found)) {
            return departments.match(wanted, found) == 0 ? 0 : Departments.NEIGHBOURS - 2_000;
        }
        Set<String> askedWork = work(asked);
        Set<String> heldWork = work(held);
        if (askedWork.equals(heldWork)) {
            return Match.FULL;
        }
        if (heldWork.containsAll(askedWork)) {
            return SPECIAL;
        }
        return askedWork.containsAll(heldWork) ? GENERAL : DEPARTMENT;
    }

    /** The words that tell what somebody does, without those that tell how high up. */
    private static Set<String> work(Role role) {
        Set<String> work = new LinkedHashSet<>(role.words());
        work.removeAll(RANKS);
        return work;
    }

    private static int level(Role asked, Role held) {
        if (Objects.equals(asked.rung(), held.rung())) {
            return Match.FULL;
        }
        if (asked.rung() == null || held.rung() == null) {
            return LEVEL_UNKNOWN;
        }
        if (asked.rung() == SPECIALIST && held.rung() > SPECIALIST && held.rung() < MANAGER) {
            // Who asks for a software engineer takes a senior one.
            return Match.FULL;
        }
        int apart = Math.abs(asked.rung() - held.rung());
        return apart < APART.length ? APART[apart] : 0;
    }

    /** Whether the wanted title stands in the found one word for word, though none of its roles is that. */
    boolean onlyMentions(Title wanted, Title found) {
        Role asked = wanted.roles().isEmpty() ? null : wanted.roles().getFirst();
        return asked != null
                && match(wanted, found) < Departments.NEIGHBOURS
                && found.mentioned().containsAll(asked.words());
    }
}
