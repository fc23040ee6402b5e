package com.messageai.leadgen.team;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;

/** A signing key as operators write it: a JWK, or PKCS#8 PEM as {@code openssl genpkey} makes it. */
final class SigningKeyText {

    private static final int COORDINATE = 32;

    private SigningKeyText() {}

    static ECKey read(String text) {
        try {
            ECKey key = text.strip().startsWith("{") ? ECKey.parse(text) : pem(text);
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
                throw new IllegalArgumentException("leadgen.security.signing-key must be a private P-256 key");
            }
            return new ECKey.Builder(key)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (ParseException | GeneralSecurityException | JOSEException | IllegalStateException e) {
            throw new IllegalArgumentException("leadgen.security.signing-key is neither a JWK nor a PKCS#8 PEM", e);
        }
    }

    /** The platform reads the private part only; the public point is the end of the same structure. */
    private static ECKey pem(String text) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        int point = der.length - 2 * COORDINATE;
        if (point < 1 || der[point - 1] != 4) {
            throw new IllegalArgumentException(
                    "leadgen.security.signing-key has no public part; make it with openssl genpkey, or give a JWK");
        }
        return new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(der, point, point + COORDINATE)),
                        Base64URL.encode(Arrays.copyOfRange(der, point + COORDINATE, der.length)))
                .privateKey(key)
                .build();
    }
}
