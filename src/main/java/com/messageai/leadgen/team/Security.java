package com.messageai.leadgen.team;

import com.messageai.leadgen.web.CorrelationId;
import com.messageai.leadgen.web.Problems;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which addresses are open, and how the others are shown to be asked by somebody. What is not named here is closed. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class Security {

    private static final ServerWebExchangeMatcher OPEN = new OrServerWebExchangeMatcher(
            path("/api/v1/auth/login"),
            path("/api/v1/auth/refresh"),
            new PathPatternParserServerWebExchangeMatcher("/api/v1/teams", HttpMethod.POST),
            path("/.well-known/jwks.json"),
            path("/v3/api-docs"),
            path("/v3/api-docs/**"),
            path("/v3/api-docs.yaml"),
            path("/actuator/health"),
            path("/actuator/health/liveness"),
            path("/actuator/health/readiness"),
            path("/actuator/prometheus"),
            path("/actuator/info"));

    private static final ServerAuthenticationEntryPoint UNAUTHENTICATED = (exchange, error) -> {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return Mono.error(Problems.unauthenticated());
    };

    private static ServerWebExchangeMatcher path(String pattern) {
        return new PathPatternParserServerWebExchangeMatcher(pattern);
    }

    /** Open addresses do not look at an Authorization header: a stale one must not keep anybody from signing in. */
    @Bean
    @Order(0)
    SecurityWebFilterChain openAddresses(
            ServerHttpSecurity http, RateLimits limits, CorsConfigurationSource corsOrigins) {
        return stateless(http, limits, corsOrigins)
                .securityMatcher(OPEN)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain closedAddresses(
            ServerHttpSecurity http,
            RateLimits limits,
            CorsConfigurationSource corsOrigins,
            Authentications authentications,
            StreamRights streamRights,
            ReactiveJwtDecoder accessTokens) {
        return stateless(http, limits, corsOrigins)
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(UNAUTHENTICATED)
                        .jwt(jwt -> jwt.jwtDecoder(accessTokens)
                                .jwtAuthenticationConverter(authentications::byAccessToken)))
                .addFilterAt(byTicket(authentications), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(streamRights::filter, SecurityWebFiltersOrder.AUTHORIZATION)
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers("/api/**")
                        .authenticated()
                        .anyExchange()
                        .denyAll())
                .build();
    }

    private static ServerHttpSecurity stateless(
            ServerHttpSecurity http, RateLimits limits, CorsConfigurationSource corsOrigins) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .cors(cors -> cors.configurationSource(corsOrigins))
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(UNAUTHENTICATED)
                        .accessDeniedHandler((exchange, error) -> Mono.error(Problems.forbidden())))
                .headers(Customizer.withDefaults())
                .addFilterBefore(limits::filter, SecurityWebFiltersOrder.AUTHORIZATION);
    }

    private static AuthenticationWebFilter byTicket(Authentications authentications) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(authentications::byTicket);
        filter.setServerAuthenticationConverter(authentications::ticket);
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(UNAUTHENTICATED));
        return filter;
    }

    /** One algorithm, and keys of our own only: what a token's header says of keys is not looked at, but for the id. */
    @Bean
    ReactiveJwtDecoder accessTokenDecoder(SigningKey signingKey, SecuritySettings settings) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(
                        token -> Flux.from(signingKey.key().map(key -> (JWK) key.toPublicJWK())))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .clientId(AccessTokens.CLIENT)
                .build());
        return decoder;
    }

    /** Browsers on other origins, where the operator names them. */
    @Bean
    CorsConfigurationSource corsOrigins(SecuritySettings settings) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(settings.corsOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of("*"));
        cors.setExposedHeaders(List.of(
                HttpHeaders.ETAG,
                HttpHeaders.LOCATION,
                HttpHeaders.RETRY_AFTER,
                CorrelationId.HEADER,
                RateLimits.LIMIT,
                RateLimits.REMAINING,
                RateLimits.RESET));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return source;
    }
}
