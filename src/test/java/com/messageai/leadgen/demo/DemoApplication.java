package com.messageai.leadgen.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.messageai.leadgen.LeadGenApplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/** Starts the service with everything it needs. Settings in the environment win over the demo's. */
public final class DemoApplication {

    private DemoApplication() {}

    public static void main(String[] args) {
        try {
            run(args);
        } catch (CannotStart e) {
            System.err.println();
            System.err.println("Can't start: " + e.getMessage());
            System.err.println();
            System.exit(1);
        }
    }

    private static void run(String[] args) {
        endWithParent();
        quietUntilSpringLogs();
        int port = port();
        DataFolder data = DataFolder.open(Path.of(environment("LEADGEN_DATA").orElse("data")));
        requireFree(port);
        DemoServices services = DemoServices.start(data);
        Map<String, Object> defaults = new HashMap<>(services.properties());
        defaults.put("server.port", port);
        SpringApplication application = new SpringApplication(LeadGenApplication.class, DemoData.class);
        application.setAdditionalProfiles("demo");
        application.setDefaultProperties(defaults);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> context.getBeanFactory()
                .registerSingleton("demoPassword", data.password(environment("LEADGEN_DEMO_PASSWORD"))));
        try {
            ConfigurableApplicationContext context = application.run(args);
            stopOn("TERM", context, services);
            stopOn("INT", context, services);
        } catch (RuntimeException e) {
            close(services);
            throw new CannotStart(reason(e, data), e);
        }
    }

    private static String reason(RuntimeException failure, DataFolder data) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywayException) {
                return "The data in " + data + " was written by another version: move that folder away to begin anew.";
            }
        }
        return "The service did not start, its log above says why: " + failure.getMessage();
    }

    // The servers start before Spring has set up logging; what they would tell by then fills screens.
    private static void quietUntilSpringLogs() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
        }
    }

    // Shutdown hooks run all at once; the service has to stop before the servers it stands on.
    private static void stopOn(String signal, ConfigurableApplicationContext context, DemoServices services) {
        Signal.handle(new Signal(signal), received -> {
            context.close();
            close(services);
            System.exit(0);
        });
    }

    private static void close(DemoServices services) {
        try {
            services.close();
        } catch (IOException | RuntimeException e) {
            System.err.println("A service of the demo did not stop: " + e.getMessage());
        }
    }

    /** A Maven that is killed leaves no service behind that nobody sees. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent ->
                        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    private static int port() {
        String port = environment("SERVER_PORT").orElse("8080");
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new CannotStart("SERVER_PORT is not a number: " + port, e);
        }
    }

    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new CannotStart(
                    "Port " + port + " is taken: stop what listens there, or choose another by SERVER_PORT.", e);
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
