package com.messageai.leadgen.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTextTests {

    /** PKCS#8 as openssl writes it for P-256: what stands around the private number and the public point. */
    private static String pem(ECKey key) {
        HexFormat hex = HexFormat.of();
        String der = "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420"
                + hex.formatHex(key.getD().decode())
                + "a144034200"
                + "04"
                + hex.formatHex(key.getX().decode())
                + hex.formatHex(key.getY().decode());
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(hex.parseHex(der));
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }

    private static void works(ECKey key) throws Exception {
        JWSObject signed = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("text"));
        signed.sign(new ECDSASigner(key));
        assertThat(signed.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
        assertThat(key.getKeyID()).isNotBlank();
    }

    @Test
    void readsAJwk() throws Exception {
        works(SigningKeyText.read(new ECKeyGenerator(Curve.P_256).generate().toJSONString()));
    }

    @Test
    void readsWhatOpensslMakes() throws Exception {
        works(SigningKeyText.read(pem(new ECKeyGenerator(Curve.P_256).generate())));
    }

    @Test
    void refusesOtherKeysInOneSentence() throws Exception {
        String other = new ECKeyGenerator(Curve.P_384).generate().toJSONString();
        String open = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
        for (String text : new String[] {other, open, "{}", "nonsense", "-----BEGIN PRIVATE KEY-----"}) {
            assertThatThrownBy(() -> SigningKeyText.read(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("leadgen.security.signing-key");
        }
    }
}
