package com.messageai.leadgen.team;

/** The principal of an authenticated request: the caller and the session that its token belongs to. */
record SignedIn(Caller caller, SessionId session) {}
