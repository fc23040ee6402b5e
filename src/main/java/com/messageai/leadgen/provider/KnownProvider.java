package com.messageai.leadgen.provider;

import com.messageai.leadgen.provider.ProviderSettings.Window;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The providers that there are, and the limits that hold where the settings say nothing else. */
enum KnownProvider {
    LINKEDIN(HttpHeaders::setBearerAuth, true, Map.of("search", perHour(100), "profile", perHour(500))),
    FACEBOOK(HttpHeaders::setBearerAuth, true, Map.of("audience", perHour(200), "profile", perHour(200))),
    CLEARBIT(HttpHeaders::setBearerAuth, true, Map.of("enrich", perHour(50))),
    HUNTER(
            header("X-API-KEY"),
            true,
            Map.of("finder", perMinuteAndSecond(500, 15), "verifier", perMinuteAndSecond(300, 10))),
    /** All calls of an account together, as the smallest plan has it. */
    ZOOMINFO(HttpHeaders::setBearerAuth, true, Map.of("data", perSecondHourAndDay(5, 10_800, 129_600))),
    /** Compatible servers on one's own machine need no key. */
    OPENAI(HttpHeaders::setBearerAuth, false, Map.of()),
    PINECONE(header("Api-Key"), true, Map.of());

    static final ProviderSettings UNSET =
            new ProviderSettings(null, null, true, null, null, null, null, 32, Duration.ofSeconds(10), Map.of());

    private final BiConsumer<HttpHeaders, String> authorization;
    private final boolean needsCredential;
    private final Map<String, List<Window>> limits;

    /** @param authorization how a request says who we are: never in its URL, which ends up in logs */
    KnownProvider(
            BiConsumer<HttpHeaders, String> authorization, boolean needsCredential, Map<String, List<Window>> limits) {
        this.authorization = authorization;
        this.needsCredential = needsCredential;
        this.limits = limits;
    }

    /** As the settings and failures call it. */
    String settingsName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean configured(ProviderSettings settings, @Nullable String url) {
        return settings.enabled()
                && url != null
                && (!needsCredential || settings.credential() != null || settings.renews());
    }

    void authorize(HttpHeaders headers, String credential) {
        authorization.accept(headers, credential);
    }

    /** Every endpoint with a limit: the settings' over the defaults. */
    Map<String, List<Window>> limits(ProviderSettings settings) {
        var all = new TreeMap<>(limits);
        all.putAll(settings.limits());
        return Map.copyOf(all);
    }

    private static BiConsumer<HttpHeaders, String> header(String name) {
        return (headers, credential) -> headers.set(name, credential);
    }

    private static List<Window> perHour(int requests) {
        return List.of(new Window(requests, Duration.ofHours(1)));
    }

    private static List<Window> perSecondHourAndDay(int perSecond, int perHour, int perDay) {
        return List.of(
                new Window(perSecond, Duration.ofSeconds(1)),
                new Window(perHour, Duration.ofHours(1)),
                new Window(perDay, Duration.ofDays(1)));
    }

    private static List<Window> perMinuteAndSecond(int perMinute, int perSecond) {
        return List.of(new Window(perMinute, Duration.ofMinutes(1)), new Window(perSecond, Duration.ofSeconds(1)));
    }
}
