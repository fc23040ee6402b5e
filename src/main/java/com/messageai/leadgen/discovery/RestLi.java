package com.messageai.leadgen.discovery;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** How Rest.li 2.0 writes parameters: its own punctuation literally, everything inside of values percent-encoded. */
final class RestLi {

    private RestLi() {}

    static String value(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    static String list(Collection<String> values) {
        return values.stream().map(RestLi::value).collect(Collectors.joining(",", "List(", ")"));
    }
}
