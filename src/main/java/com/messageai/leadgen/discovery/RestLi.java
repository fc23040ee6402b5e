package com.messageai.leadgen.discovery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** How Rest.li 2.0 writes parameters: its own punctuation literally, everything inside of values percent-encoded. */
final class RestLi {

    private RestLi() {}

    static String value(String text) {
        // What URLEncoder does differently from RFC 3986.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String list(Collection<String> values) {
        return values.stream().map(RestLi::value).collect(Collectors.joining(",", "List(", ")"));
    }
}
