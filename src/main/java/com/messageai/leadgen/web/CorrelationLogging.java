package com.messageai.leadgen.web;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Brings the correlation id from the Reactor context to the MDC wherever an operator runs
 * ({@code spring.reactor.context-propagation: auto}), so that a plain {@code log.warn} anywhere carries it.
 */
@Component
class CorrelationLogging implements ThreadLocalAccessor<String>, InitializingBean {

    @Override
    public void afterPropertiesSet() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(this);
    }

    @Override
    public Object key() {
        return CorrelationId.KEY;
    }

    @Override
    public @Nullable String getValue() {
        return MDC.get(CorrelationId.KEY);
    }

    @Override
    public void setValue(String id) {
        MDC.put(CorrelationId.KEY, id);
    }

    @Override
    public void setValue() {
        MDC.remove(CorrelationId.KEY);
    }
}
