package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import com.messageai.leadgen.prospect.ProfileUrls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row as somebody in the common form, or why it is nobody. */
final class CsvPeople {

    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\\p{L}-]{1,64}@(?:[A-Za-z0-9\\p{L}](?:[A-Za-z0-9\\p{L}-]{0,61}[A-Za-z0-9\\p{L}])?\\.)+[A-Za-z\\p{L}][A-Za-z0-9\\p{L}-]{1,62}");
    private static final Pattern BETWEEN_EMAILS = Pattern.compile("[\\s;,|]+");
    private static final Pattern BETWEEN_ENTRIES = Pattern.compile("[;|\\n]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[;,|\\n]");
    private static final List<String> PERSONAL =
            List.of("https://www.linkedin.com/in/", "https://www.facebook.com/", "https://www.xing.com/profile/");
    private static final int MOST_EMAILS = 10;

    private final MessageDigest sha256 = sha256();

    CsvPeople() {
        LinkedInVocabulary.load();
    }

    CsvRow row(int line, CsvHeader header, List<String> row) {
        Map<CsvColumn, String> cells = new EnumMap<>(CsvColumn.class);
        for (int i = 0; i < Math.min(header.columns().size(), row.size()); i++) {
            CsvColumn column = header.columns().get(i);
            String text = unguarded(row.get(i)).strip();
            if (column != null && !text.isEmpty()) {
                // Several columns of one kind: addresses and the like add up, of the rest the first that is filled
                // counts.
                cells.merge(column, text, (one, other) -> isList(column) ? one + ";" + other : one);
            }
        }
        String first = Texts.line(cells.get(CsvColumn.FIRST_NAME));
        String last = Texts.line(cells.get(CsvColumn.LAST_NAME));
        String full = Texts.line(cells.get(CsvColumn.NAME));
        String name = full != null
                ? full
                : Texts.line(String.join(" ", first == null ? "" : first, last == null ? "" : last));
        if (name == null) {
            return new CsvRow.Rejected(line, "has no name");
        }
        List<String> emails = entries(cells.get(CsvColumn.EMAIL), BETWEEN_EMAILS).stream()
                .limit(MOST_EMAILS)
                .toList();
        if (!emails.stream().allMatch(CsvPeople::isEmail)) {
            return new CsvRow.Rejected(line, "has an e-mail address that is not valid");
        }
        return new CsvRow.Person(line, profile(cells, name, first, last, emails));
    }

    private Profile profile(
            Map<CsvColumn, String> cells,
            String name,
            @Nullable String first,
            @Nullable String last,
            List<String> emails) {
        String url = entries(cells.get(CsvColumn.PROFILE_URL), BETWEEN_EMAILS).stream()
                .map(ProfileUrls::canonical)
                .filter(Objects::nonNull)
                // A column "URL" may as well be the company's page, which many share.
                .map(CsvPeople::personal)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Company company = company(cells);
        return new Profile(
                Platform.CSV,
                id(name, url, emails, company),
                url,
                name,
                first,
                last,
                Texts.line(cells.get(CsvColumn.HEADLINE)),
                Texts.line(cells.get(CsvColumn.TITLE)),
                known(LinkedInVocabulary.SENIORITIES, cells.get(CsvColumn.SENIORITY)),
                known(LinkedInVocabulary.FUNCTIONS, cells.get(CsvColumn.DEPARTMENT)),
                company,
                place(cells),
                entries(cells.get(CsvColumn.SKILLS), BETWEEN_WORDS),
                entries(cells.get(CsvColumn.INTERESTS), BETWEEN_WORDS),
                Texts.block(cells.get(CsvColumn.BIO)),
                null,
                null,
                List.of(),
                emails,
                entries(cells.get(CsvColumn.PHONE), BETWEEN_ENTRIES));
    }

    private static Company company(Map<CsvColumn, String> cells) {
        String size = Texts.line(cells.get(CsvColumn.SIZE));
        HeadCount count = HeadCount.parse(size);
        Integer employees = count != null && count.from() == count.to() ? Integer.valueOf(count.from()) : null;
        String range = count == null ? size : count.toString();
        return new Company(
                Texts.line(cells.get(CsvColumn.COMPANY)),
                Texts.domain(cells.get(CsvColumn.DOMAIN)),
                Texts.line(cells.get(CsvColumn.INDUSTRY)),
                employees == null ? range : null,
                employees,
                null,
                entries(cells.get(CsvColumn.TECHNOLOGIES), BETWEEN_WORDS),
                Texts.line(cells.get(CsvColumn.REVENUE)));
    }

    private static @Nullable Place place(Map<CsvColumn, String> cells) {
        Place parts =
                Countries.place(cells.get(CsvColumn.CITY), cells.get(CsvColumn.REGION), cells.get(CsvColumn.COUNTRY));
        Place whole = Countries.place(cells.get(CsvColumn.LOCATION));
        return parts != null ? parts : whole;
    }

    /** The same person in another file has the same id: by profile, else by address, else by name and company. */
    private String id(String name, @Nullable String url, List<String> emails, Company company) {
        if (url != null) {
            return hash("url", url);
        }
        return emails.isEmpty()
                ? hash("name", LinkedInVocabulary.plain(name), LinkedInVocabulary.plain(String.valueOf(company.name())))
                : hash("email", emails.getFirst().toLowerCase(Locale.ROOT));
    }

    private String hash(String... parts) {
        try {
            MessageDigest digest = (MessageDigest) sha256.clone();
            byte[] text = Arrays.stream(parts).collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(text), 0, 16);
        } catch (CloneNotSupportedException missing) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", missing);
        }
    }

    /** Looking for the algorithm may read files: done once, at the start. */
    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** Whether it has the form of an address; whether anybody reads there is another question. */
    static boolean isEmail(String text) {
        return text.length() <= 320 && EMAIL.matcher(text).matches();
    }

    /** The address of a person's profile; null where it is any other page. */
    static @Nullable String personal(@Nullable String canonical) {
        return canonical != null && PERSONAL.stream().anyMatch(canonical::startsWith) ? canonical : null;
    }

    /** A term's own name, whatever name it goes by; null where it is not known. */
    static @Nullable String known(LinkedInVocabulary.Facet facet, @Nullable String name) {
        return name == null
                ? null
                : facet.urns(name).stream().findFirst().map(facet::name).orElse(null);
    }

    private static List<String> entries(@Nullable String cell, Pattern between) {
        return cell == null ? List.of() : Texts.lines(Arrays.asList(between.split(cell)));
    }

    private static boolean isList(CsvColumn column) {
        return column == CsvColumn.EMAIL || column == CsvColumn.PHONE || column == CsvColumn.PROFILE_URL;
    }

    /** Exports put an apostrophe before what a spreadsheet would take for a formula. */
    private static String unguarded(String cell) {
        boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@\t\r\n\0".indexOf(cell.charAt(1)) >= 0;
        return guarded ? cell.substring(1) : cell;
    }
}
