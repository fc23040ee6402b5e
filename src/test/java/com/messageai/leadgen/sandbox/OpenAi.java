package com.messageai.leadgen.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/embeddings}. */
final class OpenAi implements Provider {

    private static final Map<String, Integer> MODELS =
            Map.of("text-embedding-3-small", 1536, "text-embedding-3-large", 3072, "text-embedding-ada-002", 1536);
    private static final Set<String> FIELDS = Set.of("model", "input", "encoding_format", "dimensions", "user");
    private static final int MOST_INPUTS = 2_048;
    private static final int MOST_TOKENS = 8_192;
    private static final int MOST_TOKENS_TOGETHER = 300_000;

    /** Not a valid request, with the parameter that is to blame. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Refused(Answer answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public @Nullable Operation route(Request request) {
        return request.method().equals("POST") && request.path().equals("/v1/embeddings")
                ? new Operation("embeddings", () -> embeddings(request))
                : null;
    }

    private Answer embeddings(Request request) {
        String key = request.bearer();
        if (key == null || key.isEmpty()) {
            return error(401, "You didn't provide an API key.", "invalid_request_error", null, null);
        }
        if (key.startsWith("invalid")) {
            return error(401, "Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key");
        }
        try {
            JsonNode json = Json.parse(request.body());
            return embeddings(json);
        } catch (JacksonException e) {
            return error(400, "We could not parse the JSON body of your request.", "invalid_request_error", null, null);
        } catch (Refused e) {
            return e.answer;
        }
    }

    private static Answer embeddings(JsonNode json) {
        for (String field : json.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw invalid("Unrecognized request argument supplied: " + field, field, "unknown_parameter");
            }
        }
        String model = json.path("model").asString("");
        if (model.isEmpty()) {
            throw invalid("you must provide a model parameter", "model", null);
        }
        Integer full = MODELS.get(model);
        if (full == null) {
            throw new Refused(error(
                    404,
                    "The model `" + model + "` does not exist or you do not have access to it.",
                    "invalid_request_error",
                    null,
                    "model_not_found"));
        }
        int dimensions = dimensions(json.path("dimensions"), model, full);
        String format = json.path("encoding_format").asString("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw invalid("Invalid value: '" + format + "'.", "encoding_format", "invalid_value");
        }
        List<String> inputs = inputs(json.path("input"));
        int tokens = tokens(inputs);
        byte[] body = body(model, inputs, dimensions, format.equals("base64"), tokens);
        List<String> keys = inputs.stream()
                .map(text -> Integer.toHexString(text.hashCode()) + "-" + text.length())
                .toList();
        return Answer.raw(200, body).charged(new Charge(keys, tokens, false));
    }

    private static int dimensions(JsonNode asked, String model, int full) {
        if (asked.isMissingNode()) {
            return full;
        }
        if (model.endsWith("ada-002")) {
            throw invalid("This model does not support specifying dimensions.", "dimensions", null);
        }
        int dimensions = asked.asInt(0);
        if (!asked.isInt() || dimensions < 1 || dimensions > full) {
            throw invalid("Invalid value for 'dimensions' = " + asked + ".", "dimensions", "invalid_value");
        }
        return dimensions;
    }

    private static List<String> inputs(JsonNode input) {
        List<String> inputs = new ArrayList<>();
        if (input.isString()) {
            inputs.add(input.stringValue());
        } else if (input.isArray() && !input.isEmpty() && input.get(0).isNumber()) {
            inputs.add(input.toString());
        } else if (input.isArray()) {
            input.forEach(one -> inputs.add(one.isString() ? one.stringValue() : one.isArray() ? one.toString() : ""));
        }
        if (inputs.isEmpty() || inputs.contains("") || inputs.contains("[]")) {
            throw invalid("'$.input' is invalid. Please check the API reference.", "input", null);
        }
        if (inputs.size() > MOST_INPUTS) {
            throw invalid("'$.input' is too long: at most " + MOST_INPUTS + " items.", "input", null);
        }
        return inputs;
    }

    private static int tokens(List<String> inputs) {
        int sum = 0;
        for (String text : inputs) {
            int tokens = (text.length() + 3) / 4;
            if (tokens > MOST_TOKENS) {
                throw invalid(
                        "This model's maximum context length is " + MOST_TOKENS + " tokens, however you requested "
                                + tokens + " tokens.",
                        null,
                        "context_length_exceeded");
            }
            sum += tokens;
        }
        if (sum > MOST_TOKENS_TOGETHER) {
            throw invalid(
                    "Requested " + sum + " tokens, max " + MOST_TOKENS_TOGETHER + " tokens per request.",
                    null,
                    "max_tokens_per_request");
        }
        return sum;
    }

    /** Written by hand: a page of vectors is a megabyte of numbers. */
    private static byte[] body(String model, List<String> inputs, int dimensions, boolean base64, int tokens) {
        StringBuilder json = new StringBuilder(inputs.size() * dimensions * (base64 ? 6 : 12) + 256);
        json.append("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < inputs.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":")
                    .append(i);
            json.append(",\"embedding\":");
            float[] vector = Embedder.embed(inputs.get(i), dimensions);
            if (base64) {
                json.append('"').append(base64(vector)).append('"');
            } else {
                append(json, vector);
            }
            json.append('}');
        }
        return json.append("],\"model\":\"")
                .append(model)
                .append("\",\"usage\":{\"prompt_tokens\":")
                .append(tokens)
                .append(",\"total_tokens\":")
                .append(tokens)
                .append("}}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder json, float[] vector) {
        json.append('[');
        for (int i = 0; i < vector.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            if (vector[i] == 0) {
                json.append('0');
            } else {
                json.append(vector[i]);
            }
        }
        json.append(']');
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static Refused invalid(String message, @Nullable String parameter, @Nullable String code) {
        return new Refused(error(400, message, "invalid_request_error", parameter, code));
    }

    private static Answer error(
            int status, String message, String type, @Nullable String parameter, @Nullable String code) {
        return Answer.json(
                status,
                Json.object("error", Json.object("message", message, "type", type, "param", parameter, "code", code)));
    }

    /** A fault with status 429 is that of the spent quota, which no waiting helps; the limit's own says when to return. */
    @Override
    public Answer failure(int status) {
        return switch (status) {
            case 401 -> error(401, "Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key");
            case 404 -> error(404, "Invalid URL", "invalid_request_error", null, null);
            case 429 ->
                error(
                        429,
                        "You exceeded your current quota, please check your plan and billing details.",
                        "insufficient_quota",
                        null,
                        "insufficient_quota");
            case 503 ->
                error(
                        503,
                        "The engine is currently overloaded, please try again later.",
                        "service_unavailable_error",
                        null,
                        "server_is_overloaded");
            default ->
                error(
                        status,
                        "The server had an error while processing your request.",
                        status >= 500 ? "server_error" : "invalid_request_error",
                        null,
                        null);
        };
    }

    @Override
    public Answer limited(Limits.Gauge gauge) {
        return error(
                        429,
                        "Rate limit reached on requests per min. Please try again in " + duration(gauge.secondsToWait())
                                + ".",
                        "requests",
                        null,
                        "rate_limit_exceeded")
                .with("Retry-After", Math.max(1, (long) Math.ceil(gauge.secondsToWait())))
                .with("retry-after-ms", (long) Math.ceil(gauge.secondsToWait() * 1_000));
    }

    @Override
    public Answer dressed(Answer answer, String endpoint, Limits.Gauge gauge) {
        return answer.with(headers -> {
            headers.put("x-request-id", "req_" + Tracing.next());
            headers.put("openai-version", "2020-10-01");
            headers.put("openai-processing-ms", "7");
            headers.put("x-ratelimit-limit-requests", String.valueOf(gauge.requests()));
            headers.put("x-ratelimit-remaining-requests", String.valueOf(gauge.remaining()));
            headers.put("x-ratelimit-reset-requests", duration(gauge.secondsToWait()));
            headers.put("x-ratelimit-limit-tokens", "5000000");
            headers.put("x-ratelimit-remaining-tokens", "4999000");
            headers.put("x-ratelimit-reset-tokens", "12ms");
        });
    }

    /** {@code 120ms}, {@code 1s}, {@code 6m0s}. */
    private static String duration(double seconds) {
        if (seconds < 1) {
            return (long) Math.ceil(seconds * 1_000) + "ms";
        }
        long whole = (long) Math.ceil(seconds);
        return whole < 60 ? whole + "s" : whole / 60 + "m" + whole % 60 + "s";
    }
}
