package com.messageai.leadgen.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;

/** Puts the conventions into WebFlux: strict bodies, arguments, guards. */
@Configuration(proxyBeanMethods = false)
class WebConventions implements WebFluxConfigurer {

    static final int LARGEST_BODY = 256 * 1024;

    private final StrictJson strict;
    private final ObjectProvider<Bodies> bodies;
    private final ObjectProvider<ServerCodecConfigurer> codecs;

    WebConventions(StrictJson strict, ObjectProvider<Bodies> bodies, ObjectProvider<ServerCodecConfigurer> codecs) {
        this.strict = strict;
        this.bodies = bodies;
        this.codecs = codecs;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(strict.mapper()));
        configurer.defaultCodecs().maxInMemorySize(LARGEST_BODY);
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new HeaderArguments(), new BodyArguments(bodies.getObject(), codecs::getObject));
    }

    @Bean
    static WebFluxRegistrations guardedControllers(ObjectProvider<RequestGuard> guards) {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new GuardedHandlerAdapter(guards);
            }
        };
    }
}
