package com.messageai.leadgen.sandbox;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A call's way through the sandbox: limit, fault, the provider's answer, the bill, the wire. */
final class Exchange {

    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final Map<String, Provider> providers;
    private final AdminApi admin;
    private final Faults faults;
    private final Limits limits;
    private final Bill bill;

    Exchange(List<Provider> providers, AdminApi admin, Faults faults, Limits limits, Bill bill) {
        this.providers = providers.stream().collect(Collectors.toMap(Provider::name, Function.identity()));
        this.admin = admin;
        this.faults = faults;
        this.limits = limits;
        this.bill = bill;
    }

    Publisher<Void> handle(HttpServerRequest in, HttpServerResponse out) {
        return in.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMapMany(body -> respond(in, body, out));
    }

    private Publisher<Void> respond(HttpServerRequest in, byte[] body, HttpServerResponse out) {
        String path = path(in.uri());
        int slash = path.indexOf('/', 1);
        String first = slash < 0 ? path.substring(1) : path.substring(1, slash);
        Request request = Request.of(in, slash < 0 ? "/" : path.substring(slash), body);
        if (first.equals("admin")) {
            return Wire.send(out, admin.answer(request), null);
        }
        Provider provider = providers.get(first);
        if (provider == null) {
            return Wire.send(out, Answer.json(404, Json.object("message", "no provider " + first)), null);
        }
        Provider.Operation operation = provider.route(request);
        return operation == null ? Wire.send(out, provider.failure(404), null) : operate(provider, operation, out);
    }

    /** The path, decoded, without the query; an encoded slash stays what it is only in a query. */
    private static String path(String uri) {
        return new QueryStringDecoder(uri).path();
    }

    private Publisher<Void> operate(Provider provider, Provider.Operation operation, HttpServerResponse out) {
        Bill.Endpoint endpoint = new Bill.Endpoint(provider.name(), operation.endpoint());
        bill.called(endpoint);
        Limits.Gauge gauge = limits.enter(endpoint);
        Fault fault = gauge.passed() ? faults.next(endpoint) : null;
        Answer answer = answer(provider, operation, endpoint, gauge, fault);
        bill.charge(endpoint, answer.charge());
        return Flux.from(Wire.send(out, provider.dressed(answer, operation.endpoint(), gauge), fault))
                .doFinally(signal -> bill.answered(endpoint));
    }

    private Answer answer(
            Provider provider,
            Provider.Operation operation,
            Bill.Endpoint endpoint,
            Limits.Gauge gauge,
            @Nullable Fault fault) {
        if (!gauge.passed()) {
            bill.limited(endpoint);
            return provider.limited(gauge);
        }
        if (fault != null && fault.kind() == Fault.Kind.STATUS) {
            bill.failed(endpoint);
            return provider.failure(fault.status());
        }
        try {
            return operation.answer().get();
        } catch (RuntimeException e) {
            log.error("{} failed", endpoint, e);
            return provider.failure(500);
        }
    }
}
