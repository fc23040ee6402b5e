package com.messageai.leadgen.journey;

import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** Gives a context a sandbox of its own, so that its bill is only for what that context called. */
public class SandboxInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
        context.getBeanFactory().registerSingleton("sandbox", sandbox);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                sandbox.close();
            }
        });
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("sandbox", properties(sandbox.url())));
    }

    private static Map<String, Object> properties(String url) {
        Map<String, Object> properties = new HashMap<>();
        String providers = "leadgen.providers.";
        properties.put(providers + "linkedin.gateway-url", url + "/linkedin-gateway");
        properties.put(providers + "linkedin.base-url", url + "/linkedin");
        properties.put(providers + "linkedin.access-token", "journey");
        properties.put(providers + "facebook.gateway-url", url + "/facebook-gateway");
        properties.put(providers + "facebook.base-url", url + "/facebook");
        properties.put(providers + "facebook.access-token", "journey");
        properties.put(providers + "clearbit.base-url", url + "/clearbit");
        properties.put(providers + "clearbit.api-key", "sk_journey");
        properties.put(providers + "hunter.base-url", url + "/hunter");
        properties.put(providers + "hunter.api-key", "journey");
        properties.put(providers + "zoominfo.base-url", url + "/zoominfo");
        properties.put(providers + "zoominfo.token-url", url + "/zoominfo-login/oauth2/default/v1/token");
        properties.put(providers + "zoominfo.client-id", "journey");
        properties.put(providers + "zoominfo.client-secret", "secret");
        properties.put(providers + "zoominfo.scope", "api:data:contact api:data:company api:data:lookup");
        // A mark that a test reaches.
        properties.put("leadgen.pipeline.max-unscored", 100);
        for (String limit : new String[] {
            "linkedin.limits.search",
            "linkedin.limits.profile",
            "facebook.limits.audience",
            "facebook.limits.profile",
            "clearbit.limits.enrich",
            "hunter.limits.finder",
            "hunter.limits.verifier",
            "zoominfo.limits.data"
        }) {
            properties.put(providers + limit + "[0].requests", 100_000);
            properties.put(providers + limit + "[0].per", "1h");
        }
        return properties;
    }
}
