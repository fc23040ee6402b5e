package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class PineconeProbeTests {

    @Test
    void tellsThatTheIndexIsThereOrWhyItIsNot() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(200))) {
            PineconeProbe probe = new PineconeProbe(TestProviders.at(sandbox.url("pinecone")));
            probe.look().as(StepVerifier::create).verifyComplete();
            sandbox.admin().fault(Fault.status("pinecone", "stats", 401).once());
            probe.look().as(StepVerifier::create).verifyError(ProviderFailure.Unauthorized.class);
            sandbox.admin()
                    .fault(Fault.of("pinecone", "stats", Fault.Kind.WRONG_TYPE).once());
            probe.look().as(StepVerifier::create).verifyError(ProviderFailure.Unavailable.class);
        }
    }
}
