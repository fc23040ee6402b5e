package com.messageai.leadgen.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client understands of a block of lines; a comment has no name. */
record SseEvent(Long id, String name, String data, String comment) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<SseEvent> parse(String text) {
        return Arrays.stream(text.split("\n\n"))
                .filter(block -> !block.isEmpty())
                .map(SseEvent::parseBlock)
                .toList();
    }

    private static SseEvent parseBlock(String block) {
        Long id = null;
        String name = null;
        List<String> data = new ArrayList<>();
        String comment = null;
        for (String line : block.split("\n")) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1);
            switch (line.substring(0, colon)) {
                case "id" -> id = Long.valueOf(value);
                case "event" -> name = value;
                case "data" -> data.add(value);
                case "", "retry" -> comment = line;
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new SseEvent(id, name, data.isEmpty() ? null : String.join("\n", data), comment);
    }

    static Flux<SseEvent> of(Flux<Burst> bursts) {
        return bursts.concatMapIterable(
                burst -> burst.frames().stream()
                        .flatMap(frame -> parse(frame.toString()).stream())
                        .toList(),
                1);
    }

    boolean isComment() {
        return comment != null;
    }

    JsonNode json() {
        return JSON.readTree(data);
    }
}
