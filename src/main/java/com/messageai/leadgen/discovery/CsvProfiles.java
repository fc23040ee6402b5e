package com.messageai.leadgen.discovery;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads files of people while they arrive: LinkedIn's {@code Connections.csv} with its preamble, our own export, and any
 * table with a header that says what a column is. Good rows go on where others are bad.
 */
@Component
public class CsvProfiles {

    private static final long LARGEST = 50L << 20;
    private static final int AHEAD = 4;

    private final CsvPeople people = new CsvPeople();

    /**
     * The rows, in order. Takes care of the buffers. Fails with {@link DataBufferLimitException} (413) beyond 50 MB; a file
     * without a header is one {@link CsvRow.Rejected}. Memory is bounded by the size of a row, whatever the file's.
     */
    public Flux<CsvRow> read(Flux<DataBuffer> body) {
        return Flux.defer(() -> {
            var table = new CsvTable(people);
            var size = new long[1];
            return body.map(buffer -> taken(buffer, size))
                    // Splitting and checking rows is plain computation, and 50 MB of it is too much for an event loop.
                    .publishOn(Schedulers.parallel(), AHEAD)
                    .map(table::read)
                    .takeUntil(rows -> table.refused())
                    .concatWith(Mono.fromCallable(table::end))
                    .concatMapIterable(rows -> rows, 1);
        });
    }

    /** Whether a file that says how large it is says too much. @param size negative where it does not say */
    public static boolean isTooLarge(long size) {
        return size > LARGEST;
    }

    public static DataBufferLimitException tooLarge() {
        return new DataBufferLimitException("a file may have 50 MB");
    }

    private static byte[] taken(DataBuffer buffer, long[] size) {
        try {
            size[0] += buffer.readableByteCount();
            if (isTooLarge(size[0])) {
                throw tooLarge();
            }
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
