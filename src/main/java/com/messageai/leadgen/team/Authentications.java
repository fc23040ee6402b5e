package com.messageai.leadgen.team;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who somebody is by an access token, or by a ticket; both only as long as their session is good. */
@Component
class Authentications {

    private static final String TICKET = "ticket";

    private final Sessions sessions;
    private final Tickets tickets;

    Authentications(Sessions sessions, Tickets tickets) {
        this.sessions = sessions;
        this.tickets = tickets;
    }

    Mono<AbstractAuthenticationToken> byAccessToken(Jwt token) {
        return Mono.fromSupplier(() -> new TeamId(id(token, "team")))
                .flatMap(team -> sessions.current(team, new SessionId(id(token, "sid"))))
                .filter(signedIn -> signedIn.caller().user().toString().equals(token.getSubject()))
                .<AbstractAuthenticationToken>map(Known::new)
                .switchIfEmpty(Mono.error(Authentications::ended));
    }

    private static UUID id(Jwt token, String claim) {
        try {
            return UUID.fromString(String.valueOf(token.getClaimAsString(claim)));
        } catch (IllegalArgumentException e) {
            throw ended();
        }
    }

    /** The ticket of a request that shows no token; that it is for an event stream is checked with the permissions. */
    Mono<Authentication> ticket(ServerWebExchange exchange) {
        List<String> tickets = exchange.getRequest().getQueryParams().getOrDefault(TICKET, List.of());
        boolean applies = tickets.size() == 1
                && HttpMethod.GET.equals(exchange.getRequest().getMethod())
                && !exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
        return applies ? Mono.just(new Shown(String.valueOf(tickets.getFirst()))) : Mono.empty();
    }

    Mono<Authentication> byTicket(Authentication shown) {
        Optional<OpaqueToken> ticket = OpaqueToken.parse(String.valueOf(shown.getCredentials()));
        return Mono.justOrEmpty(ticket)
                .flatMap(token -> tickets.use(token).flatMap(session -> sessions.current(token.team(), session)))
                .<Authentication>map(signedIn -> new Known(signedIn.byTicket()))
                .switchIfEmpty(Mono.error(Authentications::ended));
    }

    private static InvalidBearerTokenException ended() {
        return new InvalidBearerTokenException("The session has ended");
    }

    private static final class Known extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient SignedIn signedIn;

        Known(SignedIn signedIn) {
            super((Collection<? extends GrantedAuthority>) List.<GrantedAuthority>of());
            this.signedIn = signedIn;
            setAuthenticated(true);
        }

        @Override
        public String getName() {
            return signedIn.caller().user().toString();
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        @Override
        public Object getPrincipal() {
            return signedIn;
        }
    }

    private static final class Shown extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final String ticket;

        Shown(String ticket) {
            super((Collection<? extends GrantedAuthority>) List.<GrantedAuthority>of());
            this.ticket = ticket;
        }

        @Override
        public Object getCredentials() {
            return ticket;
        }

        @Override
        public Object getPrincipal() {
            return "";
        }
    }
}
