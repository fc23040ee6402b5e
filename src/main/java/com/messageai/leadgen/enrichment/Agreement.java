package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the source and the providers say the same. Compared are the company's name and domain, the person's country, and whether the address found is
 * at the company's domain; titles are not, since everybody words them differently.
 *
 * @param agreeing fields on which all agree who have a word on them
 * @param compared fields on which at least two have a word
 */
public record Agreement(int agreeing, int compared) {

    private static final Set<String> LEGAL_FORMS = Set.of(
            "ab",
            "ag",
            "as",
            "bv",
            "co",
            "company",
            "corp",
            "corporation",
            "gmbh",
            "inc",
            "incorporated",
            "limited",
            "llc",
            "llp",
            "ltd",
            "nv",
            "oy",
            "plc",
            "pty",
            "sa",
            "sarl",
            "spa",
            "srl",
            "the");

    static final Agreement NONE = new Agreement(0, 0);

    static Agreement of(Profile source, List<Learned> learned) {
        List<Finding> findings =
                learned.stream().map(Learned::finding).filter(Objects::nonNull).toList();
        List<Boolean> verdicts = Stream.of(
                        said(source.company().name(), findings, company(Company::name), Agreement::companyName),
                        said(source.company().domain(), findings, company(Company::domain), Agreement::plain),
                        said(country(source.location()), findings, f -> country(f.location()), Agreement::plain),
                        domains(source, findings))
                .filter(words -> words.size() > 1)
                .map(words -> words.stream().distinct().count() == 1)
                .toList();
        long agreed = verdicts.stream().filter(agree -> agree).count();
        return new Agreement((int) agreed, verdicts.size());
    }

    private static List<String> said(
            @Nullable String source,
            List<Finding> findings,
            Function<Finding, @Nullable String> field,
            Function<String, String> form) {
        List<String> words = new ArrayList<>();
        add(words, source, form);
        findings.forEach(finding -> add(words, field.apply(finding), form));
        return words;
    }

    private static List<String> domains(Profile source, List<Finding> findings) {
        List<String> words = new ArrayList<>();
        add(words, source.company().domain(), Agreement::plain);
        if (words.isEmpty()) {
            findings.stream().limit(1).forEach(finding -> add(words, domain(finding), Agreement::plain));
        }
        findings.stream()
                .map(Finding::email)
                .filter(Objects::nonNull)
                .limit(1)
                .map(Email::value)
                .forEach(address -> add(words, Emails.companyDomain(address), Agreement::plain));
        return words;
    }

    private static void add(List<String> words, @Nullable String word, Function<String, String> form) {
        if (word != null && !form.apply(word).isBlank()) {
            words.add(form.apply(word));
        }
    }

    private static @Nullable String domain(Finding finding) {
        return finding.company() == null ? null : finding.company().domain();
    }

    private static Function<Finding, @Nullable String> company(Function<Company, @Nullable String> field) {
        return finding -> finding.company() == null ? null : field.apply(finding.company());
    }

    private static @Nullable String country(@Nullable Place place) {
        return place == null ? null : Regions.of(place);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /** Tarnwell, Tarnwell Inc. and TARNWELL, INC are one. */
    private static String companyName(String name) {
        return Stream.of(plain(name).split(" "))
                .filter(word -> !LEGAL_FORMS.contains(word))
                .collect(Collectors.joining(" "));
    }
}
