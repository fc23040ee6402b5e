package com.messageai.leadgen.sandbox;

import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Pinecone's metadata filters; throws IllegalArgumentException for one that is none. */
final class PineconeFilter {

    private static final int MOST_VALUES = 10_000;

    private PineconeFilter() {}

    static Predicate<JsonNode> of(JsonNode filter) {
        if (filter.isMissingNode() || filter.isNull()) {
            return metadata -> true;
        }
        if (!filter.isObject()) {
            throw new IllegalArgumentException("Filter must be an object");
        }
        Predicate<JsonNode> all = metadata -> true;
        for (var entry : filter.properties()) {
            all = all.and(condition(entry.getKey(), entry.getValue()));
        }
        return all;
    }

    private static Predicate<JsonNode> condition(String key, JsonNode operand) {
        return switch (key) {
            case "$and" -> members(operand).reduce(metadata -> true, Predicate::and);
            case "$or" -> members(operand).reduce(metadata -> false, Predicate::or);
            default -> {
                if (key.startsWith("$")) {
                    throw new IllegalArgumentException(key + " is not a valid operator");
                }
                yield field(key, operand);
            }
        };
    }

    private static java.util.stream.Stream<Predicate<JsonNode>> members(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("$and and $or take a list of filters");
        }
        return list.valueStream().map(PineconeFilter::of);
    }

    private static Predicate<JsonNode> field(String name, JsonNode operand) {
        if (!operand.isObject()) {
            return metadata -> has(metadata.path(name), operand);
        }
        Predicate<JsonNode> all = metadata -> true;
        for (var operator : operand.properties()) {
            Predicate<JsonNode> one = operator(operator.getKey(), operator.getValue());
            all = all.and(metadata -> one.test(metadata.path(name)));
        }
        return all;
    }

    private static Predicate<JsonNode> operator(String operator, JsonNode operand) {
        return switch (operator) {
            case "$eq" -> value -> has(value, operand);
            case "$ne" -> value -> !has(value, operand);
            case "$in" -> {
                JsonNode list = list(operand);
                yield value -> any(value, list);
            }
            case "$nin" -> {
                JsonNode list = list(operand);
                yield value -> !any(value, list);
            }
            case "$exists" -> value -> value.isMissingNode() != operand.booleanValue();
            case "$gt" -> compare(operand, sign -> sign > 0);
            case "$gte" -> compare(operand, sign -> sign >= 0);
            case "$lt" -> compare(operand, sign -> sign < 0);
            case "$lte" -> compare(operand, sign -> sign <= 0);
            default -> throw new IllegalArgumentException(operator + " is not a valid operator");
        };
    }

    private static JsonNode list(JsonNode operand) {
        if (!operand.isArray() || operand.size() > MOST_VALUES) {
            throw new IllegalArgumentException("$in and $nin take a list of at most " + MOST_VALUES + " values");
        }
        return operand;
    }

    private static Predicate<JsonNode> compare(JsonNode operand, Predicate<Integer> wanted) {
        if (!operand.isNumber()) {
            throw new IllegalArgumentException("$gt, $gte, $lt and $lte take a number");
        }
        return value -> value.isNumber() && wanted.test(Double.compare(value.doubleValue(), operand.doubleValue()));
    }

    /** Equal to it, or a list that contains it. */
    private static boolean has(@Nullable JsonNode value, JsonNode wanted) {
        if (value == null || value.isMissingNode()) {
            return false;
        }
        return value.isArray() ? value.valueStream().anyMatch(one -> same(one, wanted)) : same(value, wanted);
    }

    private static boolean any(JsonNode value, JsonNode wanted) {
        return StreamSupport.stream(wanted.spliterator(), false).anyMatch(one -> has(value, one));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.doubleValue() == other.doubleValue() : one.equals(other);
    }
}
