package com.messageai.leadgen.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where ZoomInfo gives out tokens: OAuth 2.0, client credentials, on a host of its own. */
final class ZoomInfoLogin implements Provider {

    static final Set<String> SCOPES = Set.of(
            "api:data:contact",
            "api:data:company",
            "api:data:intent",
            "api:data:news",
            "api:data:scoops",
            "api:data:lookup");

    private final ZoomInfoSwitches switches;

    ZoomInfoLogin(ZoomInfoSwitches switches) {
        this.switches = switches;
    }

    @Override
    public String name() {
        return "zoominfo-login";
    }

    @Override
    public @Nullable Operation route(Request request) {
        return request.method().equals("POST") && request.path().equals("/oauth2/default/v1/token")
                ? new Operation("token", () -> token(request))
                : null;
    }

    private Answer token(Request request) {
        String type = String.valueOf(request.header("Content-Type"));
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return error(400, "invalid_request", "The body is no form");
        }
        String client = client(request);
        if (client == null || client.startsWith("invalid")) {
            return error(401, "invalid_client", "Client authentication failed")
                    .with("WWW-Authenticate", "Basic realm=\"zoominfo\"");
        }
        var form = request.form();
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The grant type is not supported");
        }
        String scope = form.getOrDefault("scope", "").strip();
        Set<String> scopes = new LinkedHashSet<>(Arrays.asList(scope.split(" +")));
        if (scope.isEmpty() || !SCOPES.containsAll(scopes)) {
            return error(400, "invalid_scope", "One or more scopes are not configured for the client");
        }
        return Answer.json(
                        200,
                        Json.object(
                                "token_type",
                                "Bearer",
                                "expires_in",
                                switches.tokenSeconds(),
                                "access_token",
                                switches.issue(scopes),
                                "scope",
                                scope))
                .with("Cache-Control", "no-store")
                .charged(Charge.free(client));
    }

    /** The id of HTTP Basic; null where there is none, or no secret with it. */
    private static @Nullable String client(Request request) {
        String authorization = request.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1 || colon == pair.length() - 1 ? null : Request.decode(pair.substring(0, colon));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Answer error(int status, String error, String description) {
        return Answer.json(status, Json.object("error", error, "error_description", description));
    }

    @Override
    public Answer failure(int status) {
        return switch (status) {
            case 401 -> error(401, "invalid_client", "Client authentication failed");
            case 429 ->
                Answer.json(429, Json.object("errorCode", "E0000047", "errorSummary", "API call exceeded rate limit"));
            default -> error(status, status >= 500 ? "server_error" : "invalid_request", "The request failed");
        };
    }

    @Override
    public Answer limited(Limits.Gauge gauge) {
        return failure(429);
    }
}
