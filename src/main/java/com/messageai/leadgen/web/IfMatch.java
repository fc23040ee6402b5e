package com.messageai.leadgen.web;

import java.util.List;

/**
 * What the caller believes to change or delete: the strong tags of {@code If-Match}. Controllers take it as an
 * argument; without the header, and with {@code *}, any version fits. Weak and foreign tags fit none.
 */
public record IfMatch(List<String> tags) {

    public static final IfMatch ANY = new IfMatch(List.of());

    private static final String WILDCARD = "*";

    public boolean fits(long version) {
        return tags.isEmpty() || tags.contains(WILDCARD) || tags.contains(Etags.of(version));
    }

    /** 412 where the resource is no longer what the caller has read. */
    public void check(long version) {
        if (!fits(version)) {
            throw Problems.preconditionFailed();
        }
    }

    static IfMatch parse(List<String> headers) {
        List<String> tags = headers.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .map(String::trim)
                .filter(tag -> !tag.isEmpty())
                .toList();
        return headers.isEmpty() ? ANY : new IfMatch(tags.isEmpty() ? List.of("") : tags);
    }
}
