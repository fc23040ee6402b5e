package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.TestProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** Clearbit and Hunter on one real HTTP server that answers as it is told, by path; the last answer is given for ever. */
final class FakeProviders implements AutoCloseable {

    static final String COMPANY = "/v2/companies/find";
    static final String PERSON = "/v2/people/find";
    static final String FINDER = "/v2/email-finder";
    static final String VERIFIER = "/v2/email-verifier";
    static final String ACCOUNT = "/v2/account";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Deque<MockResponse>> answers = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    FakeProviders() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                Deque<MockResponse> queue = answers.get(request.getUrl().encodedPath());
                if (queue == null) {
                    return new MockResponse.Builder().code(404).build();
                }
                synchronized (queue) {
                    return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
                }
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeProviders answer(String path, int status, String body) {
        return answer(
                path,
                new MockResponse.Builder()
                        .code(status)
                        .body(body)
                        .addHeader("Content-Type", "application/json")
                        .build());
    }

    FakeProviders answerLate(String path, String body) {
        return answer(
                path,
                new MockResponse.Builder()
                        .code(200)
                        .headersDelay(5, TimeUnit.SECONDS)
                        .body(body)
                        .build());
    }

    FakeProviders answer(String path, MockResponse response) {
        answers.computeIfAbsent(path, name -> new ArrayDeque<>()).addLast(response);
        return this;
    }

    ProviderClients clients() {
        return clients(Duration.ofSeconds(3));
    }

    ProviderClients clients(Duration timeout) {
        return clients("", timeout);
    }

    /** @param prefix of all paths, as a base URL may have one */
    ProviderClients clients(String prefix) {
        return clients(prefix, Duration.ofSeconds(3));
    }

    private ProviderClients clients(String prefix, Duration timeout) {
        return TestProviders.with(TestProviders.settings(server.url("/") + prefix, timeout));
    }

    List<HttpUrl> asked(String path) {
        return requests.stream()
                .map(RecordedRequest::getUrl)
                .filter(url -> url.encodedPath().equals(path))
                .toList();
    }

    RecordedRequest last() {
        return requests.getLast();
    }

    void forgetAnswers() {
        answers.clear();
    }

    @Override
    public void close() {
        server.close();
    }
}
