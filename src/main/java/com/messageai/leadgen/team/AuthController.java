package com.messageai.leadgen.team;

import com.messageai.leadgen.web.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.InetSocketAddress;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/auth")
class AuthController {

    record Login(
            @NotBlank @Size(max = 254) String email,
            @NotNull @Size(min = 1, max = 1024) String password) {}

    record Refresh(@NotBlank @Size(max = 512) String refreshToken) {}

    record TokenView(String accessToken, String tokenType, long expiresIn, String refreshToken) {}

    record TicketView(String ticket, long expiresIn) {}

    private final SignIn signIn;
    private final Tickets tickets;
    private final SecuritySettings settings;

    AuthController(SignIn signIn, Tickets tickets, SecuritySettings settings) {
        this.signIn = signIn;
        this.tickets = tickets;
        this.settings = settings;
    }

    @Open
    @PostMapping("/login")
    Mono<ResponseEntity<TokenView>> login(ServerWebExchange exchange, @Valid @RequestBody Login login) {
        return signIn.login(login.email(), login.password(), address(exchange)).map(this::view);
    }

    @Open
    @PostMapping("/refresh")
    Mono<ResponseEntity<TokenView>> refresh(@Valid @RequestBody Refresh refresh) {
        return signIn.refresh(refresh.refreshToken()).map(this::view);
    }

    @AnyRole
    @PostMapping("/logout")
    Mono<ResponseEntity<Void>> logout(ServerWebExchange exchange) {
        return Callers.signedIn(exchange)
                .flatMap(signIn::logout)
                .thenReturn(ResponseEntity.noContent().build());
    }

    @AnyRole
    @PostMapping("/tickets")
    Mono<ResponseEntity<TicketView>> ticket(ServerWebExchange exchange) {
        return Callers.signedIn(exchange)
                .flatMap(tickets::issue)
                .map(ticket -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new TicketView(ticket.text(), Tickets.LIFE.toSeconds())));
    }

    private ResponseEntity<TokenView> view(SignIn.Tokens tokens) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenView(
                        tokens.accessToken(),
                        "Bearer",
                        settings.accessTokenLife().toSeconds(),
                        tokens.refreshToken().text()));
    }

    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        if (remote == null || remote.getAddress() == null) {
            throw Problems.malformed("The connection has no address.");
        }
        return remote.getAddress().getHostAddress();
    }
}
