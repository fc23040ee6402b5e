package com.messageai.leadgen.survival;

import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Trait;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** One installation of the service: its database, its topic, its providers, and any number of instances. */
final class Installation implements AutoCloseable {

    /** A population of this size has 10,000 people on LinkedIn; the next one 2,000, the last one 1,500. */
    static final int LARGE = 11_400;

    static final int MIDDLE = 2_293;
    static final int SMALL = 1_712;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Surroundings around = Surroundings.shared();
    private final String name;
    private final Sandbox sandbox;
    private final Database database;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Instance> instances = new CopyOnWriteArrayList<>();

    /** @param people the size of the sandbox's population; not all of them are on LinkedIn */
    Installation(String name, int people) {
        this.name = name;
        this.sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(people));
        int number = COUNT.incrementAndGet();
        String schema = "survival_" + number;
        around.postgres().create(schema);
        String url = "r2dbc:postgresql://localhost:" + around.postgres().port() + "/" + schema;
        this.database = new Database(url);
        settings.put("spring.r2dbc.url", url);
        settings.put("spring.r2dbc.username", "postgres");
        settings.put("spring.r2dbc.password", "postgres");
        settings.put("spring.data.redis.host", "localhost");
        settings.put("spring.data.redis.port", String.valueOf(around.redis().port()));
        settings.put("spring.data.redis.database", String.valueOf(number % 16));
        settings.put("spring.kafka.bootstrap-servers", around.kafka().address());
        settings.put("leadgen.jobs.topic", topic());
        settings.put("leadgen.jobs.consumer-group", topic());
        settings.put("leadgen.security.sign-up", "true");
        providers();
    }

    private void providers() {
        settings.put("leadgen.providers.linkedin.gateway-url", sandbox.url("linkedin-gateway"));
        settings.put("leadgen.providers.linkedin.base-url", sandbox.url("linkedin"));
        settings.put("leadgen.providers.linkedin.access-token", "survival");
        settings.put("leadgen.providers.clearbit.base-url", sandbox.url("clearbit"));
        settings.put("leadgen.providers.clearbit.api-key", "sk_survival");
        settings.put("leadgen.providers.hunter.base-url", sandbox.url("hunter"));
        settings.put("leadgen.providers.hunter.api-key", "survival");
        settings.put("leadgen.embedding.provider", "openai");
        settings.put("leadgen.providers.openai.base-url", sandbox.url("openai"));
        settings.put("leadgen.providers.openai.api-key", "survival");
        // What the vectors say does not matter here, and short ones are quickly told.
        settings.put("leadgen.providers.openai.dimensions", "64");
        for (String limit : List.of(
                "linkedin.limits.search",
                "linkedin.limits.profile",
                "clearbit.limits.enrich",
                "hunter.limits.finder",
                "hunter.limits.verifier",
                "openai.limits.embeddings")) {
            settings.put("leadgen.providers." + limit + "[0].requests", "1000000");
            settings.put("leadgen.providers." + limit + "[0].per", "1h");
        }
    }

    /** Another setting of all instances that are made from now on. */
    Installation with(String setting, Object value) {
        settings.put(setting, value.toString());
        return this;
    }

    /** An instance that has not been started yet. */
    Instance instance(String instanceName) {
        return instance(instanceName, Map.of());
    }

    /** An instance with settings of its own. */
    Instance instance(String instanceName, Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(own);
        return add(new Instance(name + "-" + instanceName, ServiceJar.command(), all));
    }

    Instance add(Instance instance) {
        instances.add(instance);
        return instance;
    }

    /** Of all instances. */
    Map<String, String> settings() {
        return settings;
    }

    /** Those that answer. */
    List<Instance> serving() {
        return instances.stream().filter(Instance::isServing).toList();
    }

    String topic() {
        return "leadgen.survival." + name;
    }

    Surroundings around() {
        return around;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Database database() {
        return database;
    }

    /** The LinkedIn ids of everybody whom a campaign can find. */
    Set<String> population() {
        return sandbox.population().people().stream()
                .filter(person -> person.has(Trait.ON_LINKEDIN))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        instances.stream().filter(Instance::isAlive).forEach(Instance::kill);
        sandbox.close();
    }
}
