package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.provider.ProviderSettings.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ProviderSettingsTests {

    @Test
    void areTakenFromTheEnvironment() {
        ProviderSettings hunter = bound(Map.of(
                        "LEADGEN_PROVIDERS_HUNTER_BASE_URL", "https://hunter.example/",
                        "LEADGEN_PROVIDERS_HUNTER_API_KEY", "k",
                        "LEADGEN_PROVIDERS_HUNTER_LIMITS_FINDER_0_REQUESTS", "7",
                        "LEADGEN_PROVIDERS_HUNTER_LIMITS_FINDER_0_PER", "1m"))
                .providers()
                .get("hunter");

        assertThat(hunter.baseUrl()).isEqualTo("https://hunter.example");
        assertThat(KnownProvider.HUNTER.configured(hunter, hunter.baseUrl())).isTrue();
        assertThat(KnownProvider.HUNTER.limits(hunter).get("finder"))
                .containsExactly(new Window(7, Duration.ofMinutes(1)));
        assertThat(KnownProvider.HUNTER.limits(hunter).get("verifier")).hasSize(2);
    }

    @Test
    void takeAGatewayBesideTheApi() {
        ProviderSettings linkedin = bound(Map.of(
                        "LEADGEN_PROVIDERS_LINKEDIN_GATEWAYURL", "http://localhost:9000/linkedin",
                        "LEADGEN_PROVIDERS_LINKEDIN_ACCESSTOKEN", "t"))
                .providers()
                .get("linkedin");

        assertThat(linkedin.baseUrl()).isNull();
        assertThat(linkedin.gatewayUrl()).isEqualTo("http://localhost:9000/linkedin");
        assertThat(linkedin.credential()).isEqualTo("t");
        assertThat(linkedin.maxConcurrent()).isEqualTo(32);
    }

    @Test
    void canBeSwitchedOff() {
        ProviderSettings hunter = bound(Map.of(
                        "LEADGEN_PROVIDERS_HUNTER_BASEURL", "https://hunter.example",
                        "LEADGEN_PROVIDERS_HUNTER_APIKEY", "k",
                        "LEADGEN_PROVIDERS_HUNTER_ENABLED", "false"))
                .providers()
                .get("hunter");

        assertThat(KnownProvider.HUNTER.configured(hunter, hunter.baseUrl())).isFalse();
    }

    @Test
    void takeWhatOAuthNeeds() {
        ProviderSettings zoominfo = bound(Map.of(
                        "LEADGEN_PROVIDERS_ZOOMINFO_BASEURL", "https://api.zoominfo.example/gtm",
                        "LEADGEN_PROVIDERS_ZOOMINFO_CLIENTID", "id",
                        "LEADGEN_PROVIDERS_ZOOMINFO_CLIENTSECRET", "s3cret",
                        "LEADGEN_PROVIDERS_ZOOMINFO_TOKENURL", "https://login.zoominfo.example/token",
                        "LEADGEN_PROVIDERS_ZOOMINFO_REFRESHTOKEN", "",
                        "LEADGEN_PROVIDERS_ZOOMINFO_SCOPE", "api:data:contact"))
                .providers()
                .get("zoominfo");

        assertThat(zoominfo.renews()).isTrue();
        assertThat(zoominfo.refreshToken()).isNull();
        assertThat(zoominfo.scope()).isEqualTo("api:data:contact");
        assertThat(KnownProvider.ZOOMINFO.configured(zoominfo, zoominfo.baseUrl()))
                .isTrue();
        assertThat(zoominfo.toString()).doesNotContain("s3cret");
    }

    @Test
    void takeNoCredentialsWithinAnAddress() {
        assertThatThrownBy(() -> TestProviders.settings("https://user:s3cret@h.example", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void limitWhatNobodyLimitsOtherwise() {
        assertThat(KnownProvider.LINKEDIN.limits(KnownProvider.UNSET))
                .isEqualTo(Map.of(
                        "search", List.of(new Window(100, Duration.ofHours(1))),
                        "profile", List.of(new Window(500, Duration.ofHours(1)))));
        assertThat(KnownProvider.FACEBOOK.limits(KnownProvider.UNSET))
                .isEqualTo(Map.of(
                        "audience", List.of(new Window(200, Duration.ofHours(1))),
                        "profile", List.of(new Window(200, Duration.ofHours(1)))));
        assertThat(KnownProvider.CLEARBIT.limits(KnownProvider.UNSET))
                .isEqualTo(Map.of("enrich", List.of(new Window(50, Duration.ofHours(1)))));
    }

    @Test
    void doNotTellTheirSecrets() {
        assertThat(TestProviders.settings("http://h", Duration.ofSeconds(1)).toString())
                .doesNotContain("test-key");
    }

    private static ProvidersProperties bound(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment)
                .bind("leadgen", ProvidersProperties.class)
                .get();
    }
}
