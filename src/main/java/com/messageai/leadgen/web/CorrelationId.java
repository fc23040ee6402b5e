package com.messageai.leadgen.web;

import com.messageai.leadgen.store.Ids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * The id that ties together all that one request caused: taken over from the client or made, in the Reactor context
 * under {@link #KEY}, in each log line under the same name, and on the answer as {@link #HEADER}.
 */
public final class CorrelationId {

    /** Key in the Reactor context and in the MDC. */
    public static final String KEY = "correlationId";

    public static final String HEADER = "X-Correlation-ID";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private CorrelationId() {}

    /** The id of the work in this context; a new one where there is none. */
    public static String of(ContextView context) {
        return context.getOrEmpty(KEY).map(Object::toString).orElseGet(CorrelationId::next);
    }

    public static String next() {
        return Ids.next().toString();
    }

    static String takeOverOrMake(@Nullable String offered) {
        return offered != null && ALLOWED.matcher(offered).matches() ? offered : next();
    }
}
