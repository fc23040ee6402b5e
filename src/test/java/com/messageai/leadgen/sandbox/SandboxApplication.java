package com.messageai.leadgen.sandbox;

/**
 * The sandbox as a process of its own: {@code --host=127.0.0.1 --port=9090 --seed=42 --people=20000 --queued=0.01}. Ends with the
 * signal that stops the process.
 */
public final class SandboxApplication {

    private SandboxApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        SandboxSettings settings = SandboxSettings.defaults().withPort(9090);
        for (String argument : arguments) {
            settings = changed(settings, argument);
        }
        Sandbox sandbox = Sandbox.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-shutdown"));
        System.out.printf("Provider sandbox with %,d people at %s%n", settings.people(), sandbox.url());
        Thread.currentThread().join();
    }

    private static SandboxSettings changed(SandboxSettings settings, String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String value = argument.substring(equals + 1);
        return switch (name) {
            case "--host" -> settings.withHost(value);
            case "--port" -> settings.withPort(Integer.parseInt(value));
            case "--seed" -> settings.withSeed(Long.parseLong(value));
            case "--people" -> settings.withPeople(Integer.parseInt(value));
            case "--queued" -> settings.withQueued(Double.parseDouble(value), 1);
            default -> throw new IllegalArgumentException("unknown argument " + argument);
        };
    }
}
