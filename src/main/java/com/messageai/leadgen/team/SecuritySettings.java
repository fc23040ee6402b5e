package com.messageai.leadgen.team;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-in and access.
 *
 * @param signingKey a P-256 key for access tokens, as JWK or PKCS#8 PEM; left out, the installation makes its own
 * @param issuer {@code iss} of access tokens
 * @param audience {@code aud} of access tokens
 * @param accessTokenLife how long an access token is taken
 * @param sessionLife how long a sign-in lasts, however often it is refreshed
 * @param signUp whether anybody may found a team
 * @param corsOrigins origins of browsers that may call the API from elsewhere
 * @param limits requests a minute
 */
@ConfigurationProperties("leadgen.security")
record SecuritySettings(
        @Nullable String signingKey,
        @DefaultValue("leadgen") String issuer,
        @DefaultValue("leadgen-api") String audience,
        @DefaultValue("15m") Duration accessTokenLife,
        @DefaultValue("30d") Duration sessionLife,
        @DefaultValue("false") boolean signUp,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue Limits limits) {

    /**
     * @param user of one user
     * @param team of all users of a team together
     * @param address without sign-in, of one address
     */
    record Limits(
            @DefaultValue("600") int user,
            @DefaultValue("6000") int team,
            @DefaultValue("600") int address) {}

    // A record's own text would show the key.
    @Override
    public String toString() {
        return "SecuritySettings[issuer=" + issuer + ", audience=" + audience + "]";
    }
}
