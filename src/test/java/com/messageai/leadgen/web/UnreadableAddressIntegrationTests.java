package com.messageai.leadgen.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** As no client library would send them: written by hand. */
@ServiceTest
class UnreadableAddressIntegrationTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/leads?q=%zz",
                "/api/v1/leads/%",
                "/api/v1/lea[ds",
                "/api/v1/leads?q=\"x\"",
                "/api/v1/leads?q=a|b",
                "/api/v1/leads?q=<x>",
                "/api/v1/leads?q=%00"
            })
    void isRefusedWithAProblemThatDoesNotRepeatIt(String address) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("x-correlation-id: ")
                    .contains("\"code\":\"malformed-request\"");
        }
    }
}
