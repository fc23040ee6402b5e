package com.messageai.leadgen.embedding;

import reactor.core.publisher.Mono;

/** Scales that were measured before. They belong to a model, not to a team. */
interface KeptCalibrations {

    /** Empty where this model was not measured yet, on this server, with these reference pairs. */
    Mono<Calibration> find(String model, String endpoint, int reference);

    /** Keeps it unless there is one already, and gives the one that is there afterwards. */
    Mono<Calibration> keep(Calibration fresh, String endpoint, int reference);
}
