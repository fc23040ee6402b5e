package com.messageai.leadgen.sandbox;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A call as a provider sees it.
 *
 * @param path after the provider's prefix, decoded
 * @param rawParameters the query parameters before decoding: Rest.li tells its own punctuation from that in values by
 *     the encoding
 */
record Request(String method, String path, Map<String, List<String>> rawParameters, HttpHeaders headers, byte[] body) {

    static Request of(HttpServerRequest request, String pathAfterPrefix, byte[] body) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        String query = mark < 0 ? "" : uri.substring(mark + 1);
        String method = request.method().name();
        byte[] content = body;
        // Long queries come as the body of a tunnelled POST.
        if (method.equals("POST") && "GET".equals(request.requestHeaders().get("X-HTTP-Method-Override"))) {
            method = "GET";
            query = new String(body, StandardCharsets.UTF_8);
            content = new byte[0];
        }
        return new Request(method, pathAfterPrefix, parse(query), request.requestHeaders(), content);
    }

    private static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters
                        .computeIfAbsent(decode(name), key -> new ArrayList<>())
                        .add(equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return parameters;
    }

    static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    @Nullable String raw(String name) {
        List<String> values = rawParameters.get(name);
        return values == null ? null : values.getFirst();
    }

    /** The first value, decoded; null where the parameter is missing or empty. */
    @Nullable String parameter(String name) {
        String raw = raw(name);
        return raw == null || raw.isEmpty() ? null : decode(raw).trim();
    }

    String parameter(String name, String otherwise) {
        String value = parameter(name);
        return value == null ? otherwise : value;
    }

    /** A whole number; throws NumberFormatException for anything else. */
    int number(String name, int otherwise) {
        String value = parameter(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** The fields of a form in the body. */
    Map<String, String> form() {
        Map<String, String> fields = new LinkedHashMap<>();
        parse(new String(body, StandardCharsets.UTF_8))
                .forEach((name, values) -> fields.put(name, decode(values.getFirst())));
        return fields;
    }

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The token of {@code Authorization: Bearer}; null where there is none. */
    @Nullable String bearer() {
        String authorization = header("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : null;
    }
}
