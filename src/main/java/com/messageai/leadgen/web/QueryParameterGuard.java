package com.messageai.leadgen.web;

import com.messageai.leadgen.store.PageRequest;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Query parameters that a controller method does not name are refused: a misspelled filter must not widen an answer.
 * A method names them as {@code @RequestParam}, as components of a parameter record, or by taking a {@link PageRequest}.
 */
@Component
@Order(20)
class QueryParameterGuard implements RequestGuard {

    /** Browsers' EventSource can send no header; security reads this parameter on event streams. */
    private static final String TICKET = "ticket";

    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> check(ServerWebExchange exchange, HandlerMethod handler) {
        Map<String, List<String>> given = exchange.getRequest().getQueryParams();
        if (given.isEmpty()) {
            return Mono.empty();
        }
        Map<String, Boolean> names = known.computeIfAbsent(handler.getMethod(), method -> names(handler));
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            String name = parameter.getKey();
            Boolean many = names.get(name);
            if (many == null) {
                return Mono.error(unknown(name));
            }
            if (!many && parameter.getValue().size() > 1) {
                return Mono.error(Problems.badParameter(name, "is given more than once"));
            }
        }
        return Mono.empty();
    }

    private static Problem unknown(String name) {
        String shown = name.length() > 64 ? name.substring(0, 64) : name;
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "unknown-parameter",
                "There is no parameter of this name here.",
                List.of(new Problem.FieldError(shown, "is not known")),
                Map.of());
    }

    /** Names of the parameters of a method, and whether each may be given several times. */
    static Map<String, Boolean> names(HandlerMethod handler) {
        Map<String, Boolean> names = new HashMap<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            Class<?> type = parameter.getParameterType();
            if (annotation != null) {
                String name = annotation.name().isEmpty() ? annotation.value() : annotation.name();
                names.put(name.isEmpty() ? String.valueOf(parameter.getParameterName()) : name, isMany(type));
            } else if (type == PageRequest.class) {
                List.of("limit", "cursor", "sort").forEach(name -> names.put(name, false));
            } else if (isParameterRecord(parameter)) {
                for (RecordComponent component : type.getRecordComponents()) {
                    names.put(component.getName(), isMany(component.getType()));
                }
            } else if (parameter.getParameterAnnotations().length == 0 && BeanUtils.isSimpleProperty(type)) {
                names.put(String.valueOf(parameter.getParameterName()), isMany(type));
            }
        }
        if (EventStreams.gives(handler)) {
            names.put(TICKET, false);
        }
        return names;
    }

    private static boolean isMany(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }

    private static boolean isParameterRecord(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        boolean ours = Requester.class.isAssignableFrom(type) || type == IfMatch.class;
        boolean body = parameter.hasParameterAnnotation(Replacement.class)
                || parameter.hasParameterAnnotation(RequestBody.class);
        return type.isRecord() && !ours && !body;
    }
}
