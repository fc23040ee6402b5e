package com.messageai.leadgen.team;

/** The principal of an authenticated request: the caller, the session it belongs to, and how it was shown. */
record SignedIn(Caller caller, SessionId session, By by) {

    enum By {
        ACCESS_TOKEN,
        /** A single-use ticket, which opens event streams and nothing else. */
        TICKET
    }

    SignedIn byTicket() {
        return new SignedIn(caller, session, By.TICKET);
    }
}
