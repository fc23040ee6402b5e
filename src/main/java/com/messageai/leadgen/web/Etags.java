package com.messageai.leadgen.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers with a single resource: its strong {@code ETag} is its version. */
public final class Etags {

    private Etags() {}

    /** The tag of a version, quotes included. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** 200 with the resource. */
    public static <T> ResponseEntity<T> ok(T resource, long version) {
        return with(HttpStatus.OK, resource, version);
    }

    /** 202 with the resource. */
    public static <T> ResponseEntity<T> accepted(T resource, long version) {
        return with(HttpStatus.ACCEPTED, resource, version);
    }

    /** 201 with the resource and where it is, for example {@code /api/v1/icps/0198…}. */
    public static <T> ResponseEntity<T> created(String path, T resource, long version) {
        return ResponseEntity.created(URI.create(path)).eTag(of(version)).body(resource);
    }

    private static <T> ResponseEntity<T> with(HttpStatus status, T resource, long version) {
        return ResponseEntity.status(status).eTag(of(version)).body(resource);
    }
}
