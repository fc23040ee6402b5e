package com.messageai.leadgen.sandbox;

import org.jspecify.annotations.Nullable;

/** A request that ZoomInfo refuses, with the code of its table of errors. */
final class ZoomInfoRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    final String code;
    final String detail;
    final @Nullable String pointer;

    ZoomInfoRefusal(int status, String code, String detail, @Nullable String pointer) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.pointer = pointer;
    }

    /** A 400 about one attribute. */
    static ZoomInfoRefusal of(String code, String attribute, String detail) {
        return new ZoomInfoRefusal(400, code, detail, "/data/attributes/" + attribute);
    }

    /** A 400 about the whole. */
    static ZoomInfoRefusal of(String code, String detail) {
        return new ZoomInfoRefusal(400, code, detail, null);
    }
}
