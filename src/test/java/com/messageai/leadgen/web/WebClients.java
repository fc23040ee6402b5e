package com.messageai.leadgen.web;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Test clients of single controllers with the conventions around them: problem details, strict bodies, arguments,
 * correlation id. Guards (permissions, unknown parameters) need the whole service.
 */
public final class WebClients {

    private WebClients() {}

    /** @param resolvers arguments beyond the conventions', such as the caller's */
    public static WebTestClient of(List<HandlerMethodArgumentResolver> resolvers, Object... controllers) {
        JsonMapper json = JsonMapper.builder().build();
        StrictJson strict = new StrictJson();
        Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
        Bodies bodies = new Bodies(strict, json, validator);
        ProblemRenderer renderer = new ProblemRenderer(json);
        WebFilter problems =
                (exchange, chain) -> chain.filter(exchange).onErrorResume(error -> renderer.handle(exchange, error));
        var codecs = org.springframework.http.codec.ServerCodecConfigurer.create();
        codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(strict.mapper()));
        return WebTestClient.bindToController(controllers)
                .httpMessageCodecs(server -> {
                    server.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(strict.mapper()));
                    server.defaultCodecs().maxInMemorySize(WebConventions.LARGEST_BODY);
                })
                .argumentResolvers(configurer -> {
                    resolvers.forEach(configurer::addCustomResolver);
                    configurer.addCustomResolver(new HeaderArguments(), new BodyArguments(bodies, () -> codecs));
                })
                .webFilter(new CorrelationIdFilter(), problems, new WellFormedRequestFilter())
                .build();
    }
}
