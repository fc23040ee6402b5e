package com.messageai.leadgen.web;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Merge Patch (RFC 7396), as a controller takes it from the body of a {@code PATCH}
 * ({@code application/merge-patch+json} or plain JSON):
 *
 * <pre>{@code
 * @PatchMapping("/{id}")
 * Mono<ResponseEntity<IcpView>> change(Caller caller, @PathVariable UUID id, IfMatch match, MergePatch patch) {
 *     return icps.find(caller.team(), id)
 *             .flatMap(icp -> icps.change(caller.team(), id, match, patch.apply(IcpView.of(icp), IcpInput.class)));
 * }
 * }</pre>
 */
public final class MergePatch {

    private final ObjectNode patch;
    private final Bodies bodies;

    MergePatch(ObjectNode patch, Bodies bodies) {
        this.patch = patch;
        this.bodies = bodies;
    }

    /**
     * The whole input that results from applying this to the resource as it is now. Read-only properties in the patch
     * are ignored; unknown ones are a 400, values that break a rule of the input record a 422.
     *
     * @param current the resource as clients read it
     * @param input the record of what may be changed; it names its properties as {@code current} does
     */
    public <T extends Record> T apply(Record current, Class<T> input) {
        return bodies.patched(current, patch, input);
    }

    /** Whether the patch says anything of this property of the resource. */
    public boolean names(String property) {
        return patch.has(property);
    }

    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                JsonNode before = result.path(change.getKey());
                result.set(change.getKey(), merge(before, change.getValue()));
            }
        });
        return result;
    }
}
