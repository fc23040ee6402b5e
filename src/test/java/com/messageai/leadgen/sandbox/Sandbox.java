package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The providers, as one real HTTP server on this machine. What it offers is in the package's description. */
public final class Sandbox implements AutoCloseable {

    private static final int LINE = 64 << 10;
    /** Populations do not change, and tests start many sandboxes. */
    private static final Map<String, Population> POPULATIONS = new ConcurrentHashMap<>();

    private final LoopResources loops;
    private final DisposableServer server;
    private final Population population;
    private final SandboxAdmin admin;
    private final Bill bill;

    private Sandbox(SandboxSettings settings) {
        this.population = POPULATIONS.computeIfAbsent(
                settings.seed() + "/" + settings.people(),
                key -> Population.generate(settings.seed(), settings.people()));
        this.bill = new Bill();
        Faults faults = new Faults(settings.seed());
        Limits limits = new Limits();
        settings.limits().forEach(limits::add);
        PineconeIndex vectors = new PineconeIndex();
        FormSubmissions leadSync =
                new FormSubmissions(population, Trait.ON_LINKEDIN, Duration.ofDays(365), settings.now());
        FormSubmissions leadAds =
                new FormSubmissions(population, Trait.ON_FACEBOOK, Duration.ofDays(90), settings.now());
        ZoomInfoSwitches zoomInfo = new ZoomInfoSwitches();
        LeanRows rows = new LeanRows();
        this.admin = new SandboxAdmin(
                faults, limits, bill, vectors, rows, Map.of("linkedin", leadSync, "facebook", leadAds), zoomInfo);
        Exchange exchange = new Exchange(
                providers(settings, population, bill, limits, vectors, rows, leadSync, leadAds, zoomInfo),
                new AdminApi(population, admin, bill),
                faults,
                limits,
                bill);
        this.loops = LoopResources.create("sandbox", 2, true);
        this.server = HttpServer.create()
                .host(settings.host())
                .port(settings.port())
                .runOn(loops)
                .httpRequestDecoder(spec -> spec.maxInitialLineLength(LINE).maxHeaderSize(LINE))
                .handle(exchange::handle)
                .bindNow(Duration.ofSeconds(10));
    }

    private static List<Provider> providers(
            SandboxSettings settings,
            Population population,
            Bill bill,
            Limits limits,
            PineconeIndex vectors,
            LeanRows rows,
            FormSubmissions leadSync,
            FormSubmissions leadAds,
            ZoomInfoSwitches zoomInfo) {
        return List.of(
                new LinkedInGateway(population, rows, settings.now()),
                new LinkedIn(population, leadSync),
                new FacebookGateway(population, rows, settings.now()),
                new Facebook(population, leadAds),
                new Clearbit(population, settings),
                new Hunter(population, settings, bill),
                new ZoomInfoLogin(zoomInfo),
                new ZoomInfo(population, settings.now(), limits, zoomInfo),
                new OpenAi(),
                new Pinecone(vectors));
    }

    /** Starts a server; the call returns when it listens. */
    public static Sandbox start(SandboxSettings settings) {
        return new Sandbox(settings);
    }

    public int port() {
        return server.port();
    }

    /** Without a slash at the end: {@code http://127.0.0.1:41234}. */
    public String url() {
        return "http://" + server.host() + ":" + server.port();
    }

    /** The base URL of a provider: {@code url("clearbit")}. OpenAI's includes the version, as its clients expect. */
    public String url(String provider) {
        return url() + "/" + provider + (provider.equals("openai") ? "/v1" : "");
    }

    public Population population() {
        return population;
    }

    public Bill bill() {
        return bill;
    }

    public SandboxAdmin admin() {
        return admin;
    }

    /** Stops listening and drops open connections. */
    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
        loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(Duration.ofSeconds(10));
    }
}
