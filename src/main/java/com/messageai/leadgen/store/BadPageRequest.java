package com.messageai.leadgen.store;

/** A cursor that is not ours, belongs to another sort or filter, or a sort that the list has not; a 400 to clients. */
public final class BadPageRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The query parameter that is wrong. */
    public enum Part {
        CURSOR,
        SORT
    }

    private final Part part;

    BadPageRequest(Part part, String message) {
        super(message, null, false, false);
        this.part = part;
    }

    public Part part() {
        return part;
    }
}
