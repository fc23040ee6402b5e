package com.messageai.leadgen.provider;

import com.messageai.leadgen.provider.ProviderSettings.Window;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The providers that there are, and the limits that hold where the settings say nothing else. */
enum KnownProvider {
    LINKEDIN(true, Map.of("search", perHour(100), "profile", perHour(500))),
    FACEBOOK(true, Map.of("audience", perHour(200))),
    CLEARBIT(true, Map.of("enrich", perHour(50))),
    HUNTER(true, Map.of("finder", perMinuteAndSecond(500, 15), "verifier", perMinuteAndSecond(300, 10))),
    ZOOMINFO(true, Map.of()),
    /** Compatible servers on one's own machine need no key. */
    OPENAI(false, Map.of()),
    PINECONE(true, Map.of());

    static final ProviderSettings UNSET =
            new ProviderSettings(null, null, true, null, null, null, null, 32, Duration.ofSeconds(10), Map.of());

    private final boolean needsCredential;
    private final Map<String, List<Window>> limits;

    KnownProvider(boolean needsCredential, Map<String, List<Window>> limits) {
        this.needsCredential = needsCredential;
        this.limits = limits;
    }

    /** As the settings and failures call it. */
    String settingsName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean configured(ProviderSettings settings, @Nullable String url) {
        return settings.enabled() && url != null && (!needsCredential || settings.credential() != null);
    }

    /** Every endpoint with a limit: the settings' over the defaults. */
    Map<String, List<Window>> limits(ProviderSettings settings) {
        var all = new TreeMap<>(limits);
        all.putAll(settings.limits());
        return Map.copyOf(all);
    }

    private static List<Window> perHour(int requests) {
        return List.of(new Window(requests, Duration.ofHours(1)));
    }

    private static List<Window> perMinuteAndSecond(int perMinute, int perSecond) {
        return List.of(new Window(perMinute, Duration.ofMinutes(1)), new Window(perSecond, Duration.ofSeconds(1)));
    }
}
