package com.messageai.leadgen.web;

import com.messageai.leadgen.store.PageRequest;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Gives controllers what the conventions read from headers and parameters: {@link IfMatch} and {@link PageRequest}. */
class HeaderArguments implements SyncHandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class || parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        if (parameter.getParameterType() == IfMatch.class) {
            return IfMatch.parse(exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.IF_MATCH));
        }
        MultiValueMap<String, String> query = exchange.getRequest().getQueryParams();
        return new PageRequest(limit(query), query.getFirst("cursor"), query.getFirst("sort"));
    }

    private static int limit(MultiValueMap<String, String> query) {
        if (!query.containsKey("limit")) {
            return PageRequest.DEFAULT_LIMIT;
        }
        String text = String.valueOf(query.getFirst("limit"));
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
                return limit;
            }
        }
        throw Problems.badParameter("limit", "must be a whole number from 1 to " + PageRequest.MAX_LIMIT);
    }
}
