package com.messageai.leadgen.embedding;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Calibrations in PostgreSQL. */
final class SqlCalibrations implements KeptCalibrations {

    private final DatabaseClient database;

    SqlCalibrations(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Calibration> find(String model, String endpoint, int reference) {
        return database.sql("""
                        select model, unrelated, paraphrase from embedding_calibration
                        where model = :model and endpoint = :endpoint and reference = :reference""")
                .bind("model", model)
                .bind("endpoint", endpoint)
                .bind("reference", reference)
                .map(SqlCalibrations::calibration)
                .one();
    }

    @Override
    public Mono<Calibration> keep(Calibration fresh, String endpoint, int reference) {
        // The update changes nothing: it makes the row that another instance wrote first come back.
        return database.sql("""
                        insert into embedding_calibration (model, endpoint, reference, unrelated, paraphrase)
                        values (:model, :endpoint, :reference, :unrelated, :paraphrase)
                        on conflict (model, endpoint, reference) do update set model = excluded.model
                        returning model, unrelated, paraphrase""")
                .bind("model", fresh.model())
                .bind("endpoint", endpoint)
                .bind("reference", reference)
                .bind("unrelated", fresh.unrelated())
                .bind("paraphrase", fresh.paraphrase())
                .map(SqlCalibrations::calibration)
                .one();
    }

    @SuppressWarnings("NullAway") // the columns are not null
    private static Calibration calibration(Readable row) {
        return new Calibration(
                row.get("model", String.class),
                row.get("unrelated", Double.class),
                row.get("paraphrase", Double.class));
    }
}
