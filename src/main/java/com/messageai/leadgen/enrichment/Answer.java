package com.messageai.leadgen.enrichment;

/** What a provider answered to a question. */
sealed interface Answer {

    Answer NOTHING = new Nothing();
    Answer NOT_NOW = new NotNow();

    record Found(Finding finding) implements Answer {}

    /** The provider has nothing. */
    record Nothing() implements Answer {}

    /** The provider can't tell at present, and bills nothing for saying so. */
    record NotNow() implements Answer {}
}
