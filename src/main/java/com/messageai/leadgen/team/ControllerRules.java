package com.messageai.leadgen.team;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** A controller method that does not say who may call it would answer everybody with 403: said at the start instead. */
@Component
class ControllerRules implements SmartInitializingSingleton {

    private static final String OURS = "com.messageai.leadgen.";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    ControllerRules(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> silent = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(handler -> handler.getBeanType().getName().startsWith(OURS))
                .filter(handler -> PermissionGuard.rule(handler) == null)
                .map(HandlerMethod::getShortLogMessage)
                .sorted()
                .toList();
        if (!silent.isEmpty()) {
            throw new IllegalStateException("These methods need @Requires, @AnyRole or @Open: " + silent);
        }
    }
}
