package com.messageai.leadgen.team;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A refresh token or ticket: whose it is, so that it is looked up within its team, and a secret of 32 bytes. Only its
 * hash is kept.
 */
record OpaqueToken(TeamId team, SessionId session, String text) {

    private static final int LENGTH = 16 + 16 + Secrets.LENGTH;
    private static final int TEXT_LENGTH = 86;

    static OpaqueToken of(TeamId team, SessionId session, byte[] secret) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        put(bytes, team.value());
        put(bytes, session.value());
        bytes.put(secret);
        return new OpaqueToken(
                team, session, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }

    /** What a client sent; empty where it cannot be a token. */
    static Optional<OpaqueToken> parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            TeamId team = new TeamId(new UUID(bytes.getLong(), bytes.getLong()));
            return Optional.of(new OpaqueToken(team, new SessionId(new UUID(bytes.getLong(), bytes.getLong())), text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "OpaqueToken[team=" + team + ", session=" + session + "]";
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
}
