package com.messageai.leadgen.sandbox;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the real API and the gateway have in common: versions in the path, tokens, usage headers, limits. */
abstract class GraphProvider implements Provider {

    /** {@code /v26.0/act_1/audience_members}. */
    private static final Pattern PATH = Pattern.compile("/v(\\d{1,3})\\.\\d+/([^/]+)(?:/([^/]+))?");

    private static final int OLDEST_VERSION = 22;

    /** The operation on a node ({@code act_1}) and an edge of it; null where there is none. */
    abstract @Nullable Operation operation(Request request, String node, @Nullable String edge);

    @Override
    public final @Nullable Operation route(Request request) {
        Matcher path = PATH.matcher(request.path());
        if (!request.method().equals("GET") || !path.matches()) {
            return null;
        }
        Operation operation = operation(request, path.group(2), path.group(3));
        return operation == null
                ? null
                : new Operation(
                        operation.endpoint(),
                        () -> checked(request, Integer.parseInt(path.group(1)), operation.answer()));
    }

    private static Answer checked(Request request, int version, Supplier<Answer> answer) {
        String bearer = request.bearer();
        String token = bearer != null ? bearer : request.parameter("access_token");
        if (token == null || token.isEmpty()) {
            return GraphErrors.noToken();
        }
        if (token.startsWith("invalid")) {
            return Answer.json(
                    401, GraphErrors.body(190, null, "Invalid OAuth access token - Cannot parse access token", false));
        }
        if (token.startsWith("expired")) {
            return GraphErrors.failure(401);
        }
        if (version < OLDEST_VERSION) {
            return GraphErrors.error(2635, null, "You are calling a deprecated version of the Ads API.");
        }
        try {
            return answer.get();
        } catch (TargetingSpec.Invalid e) {
            return GraphErrors.badParameter(String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            return GraphErrors.badParameter("Param limit must be an integer");
        }
    }

    @Override
    public final Answer failure(int status) {
        return GraphErrors.failure(status);
    }

    @Override
    public final Answer limited(Limits.Gauge gauge) {
        return Answer.json(400, GraphErrors.body(17));
    }

    /** Percentages of what is allowed, and in minutes when a caller that is over may come back. */
    @Override
    public final Answer dressed(Answer answer, String endpoint, Limits.Gauge gauge) {
        int used = gauge.passed() ? 100 * (gauge.requests() - gauge.remaining()) / gauge.requests() : 100;
        long minutes = (long) Math.ceil(gauge.secondsToWait() / 60);
        return answer.with(headers -> {
            headers.put("facebook-api-version", "v26.0");
            headers.put("x-fb-trace-id", Tracing.next());
            headers.put(
                    "X-Business-Use-Case-Usage",
                    text(Json.object(
                            "1",
                            List.of(Json.object(
                                    "type",
                                    "ads_management",
                                    "call_count",
                                    used,
                                    "total_cputime",
                                    used / 2,
                                    "total_time",
                                    used / 2,
                                    "estimated_time_to_regain_access",
                                    minutes)))));
            headers.put(
                    "X-App-Usage",
                    text(Json.object("call_count", used, "total_time", used / 2, "total_cputime", used / 2)));
            headers.put(
                    "X-Ad-Account-Usage",
                    text(Json.object(
                            "acc_id_util_pct",
                            used,
                            "reset_time_duration",
                            (long) Math.ceil(gauge.secondsToWait()),
                            "ads_api_access_tier",
                            "standard_access")));
        });
    }

    private static String text(Object tree) {
        return new String(Json.bytes(tree), java.nio.charset.StandardCharsets.UTF_8);
    }
}
