package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.ProfileUrls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the answers of one person. What answers a standard question goes to its place, the rest is told in the person's
 * own words: question and answer, line by line, so that pains and interests that were named count for the score.
 */
final class FormPerson {

    private static final int MOST = 10;
    /** An address inside of a free text: contact data has a place of its own. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,255}");

    private static final String NO_NAME = "(no name given)";

    private final Map<FormField, String> answers = new EnumMap<>(FormField.class);
    private final List<String> workEmails = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();
    private final List<String> phones = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** @param field null for what has no place of its own @param question as people read it */
    void add(@Nullable FormField field, String question, String given) {
        String answer = Texts.line(given);
        if (answer == null || field == FormField.PRIVATE) {
            return;
        }
        if (field == null) {
            tell(question, given);
        } else if (field == FormField.WORK_EMAIL || field == FormField.EMAIL) {
            add(field == FormField.EMAIL ? emails : workEmails, answer);
        } else if (field == FormField.PHONE) {
            if (phones.size() < MOST) {
                phones.add(answer);
            }
        } else {
            answers.putIfAbsent(field, answer);
        }
    }

    private void tell(String question, String given) {
        if (CsvPeople.isEmail(given.strip())) {
            add(emails, given.strip());
            return;
        }
        String asked = Texts.line(question);
        String told = Texts.block(ADDRESS.matcher(given).replaceAll("…"));
        if (told != null && words.size() < Texts.LIST) {
            words.add(asked == null ? told : asked + (asked.endsWith("?") ? " " : ": ") + told);
        }
    }

    private static void add(List<String> addresses, String address) {
        if (addresses.size() < MOST && CsvPeople.isEmail(address)) {
            addresses.add(address);
        }
    }

    /** Null where it is nobody: neither a name nor a way to reach anybody. @param at when the form was sent */
    @Nullable Profile profile(Platform platform, String platformProfileId, @Nullable Instant at) {
        List<String> addresses = new ArrayList<>(workEmails);
        addresses.addAll(emails);
        String first = answers.get(FormField.FIRST_NAME);
        String last = answers.get(FormField.LAST_NAME);
        String name = answers.get(FormField.FULL_NAME);
        if (name == null) {
            name = Texts.line(String.join(" ", first == null ? "" : first, last == null ? "" : last));
        }
        if (name == null && addresses.isEmpty() && phones.isEmpty()) {
            return null;
        }
        return new Profile(
                platform,
                platformProfileId,
                CsvPeople.personal(ProfileUrls.canonical(answers.get(FormField.PROFILE_LINK))),
                name == null ? NO_NAME : name,
                first,
                last,
                null,
                answers.get(FormField.JOB_TITLE),
                CsvPeople.known(LinkedInVocabulary.SENIORITIES, answers.get(FormField.SENIORITY)),
                CsvPeople.known(LinkedInVocabulary.FUNCTIONS, answers.get(FormField.JOB_FUNCTION)),
                company(),
                Countries.place(
                        answers.get(FormField.CITY), answers.get(FormField.REGION), answers.get(FormField.COUNTRY)),
                List.of(),
                List.of(),
                Texts.block(String.join("\n", words)),
                null,
                at,
                List.of(),
                Texts.lines(addresses),
                Texts.lines(phones));
    }

    private Company company() {
        String size = answers.get(FormField.COMPANY_SIZE);
        HeadCount count = HeadCount.parse(size);
        Integer employees = count != null && count.from() == count.to() ? Integer.valueOf(count.from()) : null;
        String range = count == null ? size : count.toString();
        return new Company(
                answers.get(FormField.COMPANY_NAME),
                Texts.domain(answers.get(FormField.COMPANY_WEBSITE)),
                answers.get(FormField.INDUSTRY),
                employees == null ? range : null,
                employees,
                null,
                List.of(),
                null);
    }
}
