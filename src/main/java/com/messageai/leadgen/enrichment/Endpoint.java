package com.messageai.leadgen.enrichment;

/** What can be bought where: {@code clearbit company}. */
record Endpoint(String provider, String name) {

    static final Endpoint CLEARBIT_COMPANY = new Endpoint("clearbit", "company");
    static final Endpoint CLEARBIT_PERSON = new Endpoint("clearbit", "person");
    static final Endpoint HUNTER_FINDER = new Endpoint("hunter", "finder");
    static final Endpoint HUNTER_VERIFIER = new Endpoint("hunter", "verifier");

    /** As settings name it: {@code clearbit.company}. */
    @Override
    public String toString() {
        return provider + "." + name;
    }
}
