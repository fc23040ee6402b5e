package com.messageai.leadgen.prospect;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One spelling for the address of a public profile, whoever wrote it down: a row of a file and an answer of a gateway that
 * name the same profile must end as the same person.
 */
public final class ProfileUrls {

    private static final int LONGEST = 500;

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]+)(?::\\d{1,5})?(/[^?#\\s]*)?(\\?[^#\\s]*)?(?:#\\S*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LINKEDIN_MEMBER = Pattern.compile("/(?:m/)?in/([^/]+)(?:/.*)?");
    private static final Pattern FACEBOOK_ID = Pattern.compile("[?&]id=(\\d{1,20})(?:&.*)?");

    private ProfileUrls() {}

    /**
     * The canonical form: https, host in lower case, no query, fragment, port or slash at the end. LinkedIn's addresses lose
     * the country ({@code de.linkedin.com}) and the language ({@code /in/ilse/de}), and their handles are compared without
     * case. Null where it is no address of a profile.
     */
    public static @Nullable String canonical(@Nullable String url) {
        if (url == null || url.length() > 2 * LONGEST) {
            return null;
        }
        Matcher address = ADDRESS.matcher(url.strip());
        if (!address.matches()) {
            return null;
        }
        String host = address.group(1).toLowerCase(Locale.ROOT);
        String path = address.group(2) == null ? "" : address.group(2);
        String query = address.group(3) == null ? "" : address.group(3);
        String canonical;
        if (isOrBelow(host, "linkedin.com")) {
            canonical = linkedIn(path);
        } else if (isOrBelow(host, "facebook.com") || isOrBelow(host, "fb.com")) {
            canonical = facebook(path, query);
        } else {
            String plain = withoutEndSlash(path);
            canonical = plain.isEmpty() ? null : "https://" + host + plain;
        }
        return canonical == null || canonical.length() > LONGEST ? null : canonical;
    }

    private static @Nullable String linkedIn(String path) {
        Matcher member = LINKEDIN_MEMBER.matcher(path);
        if (member.matches()) {
            return "https://www.linkedin.com/in/" + handle(member.group(1));
        }
        String plain = withoutEndSlash(path);
        return plain.isEmpty() ? null : "https://www.linkedin.com" + plain;
    }

    private static @Nullable String facebook(String path, String query) {
        Matcher id = FACEBOOK_ID.matcher(query);
        if (path.startsWith("/profile.php")) {
            return id.matches() ? "https://www.facebook.com/profile.php?id=" + id.group(1) : null;
        }
        String plain = withoutEndSlash(path);
        return plain.isEmpty() ? null : "https://www.facebook.com" + plain.toLowerCase(Locale.ROOT);
    }

    /** Handles come decoded or encoded, composed or decomposed, in any case. */
    private static String handle(String raw) {
        String decoded;
        try {
            decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            decoded = raw;
        }
        String one = Normalizer.normalize(decoded, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return URLEncoder.encode(one, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isOrBelow(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static String withoutEndSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
