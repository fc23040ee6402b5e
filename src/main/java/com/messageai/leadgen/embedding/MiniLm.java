package com.messageai.leadgen.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2, quantised, run by ONNX Runtime in this process. Blocking and CPU-bound: some 0.3 ms a word piece.
 *
 * <p>The weights come from LangChain4j's jar; the session is ours. Its own class runs every text on all cores and starts
 * threads of its own; here a text takes one thread, its caller's. Texts are never put into one tensor: the model
 * quantises activations over the whole tensor, so a text's vector would depend on its neighbours.
 */
final class MiniLm {

    static final int DIMENSIONS = 384;
    static final String NAME = "all-MiniLM-L6-v2:" + DIMENSIONS;

    private static final String MAX_WORD_PIECES = "128";

    /** Some 100 MB outside the heap, so there is one, however many contexts a process has; it ends with the process. */
    private static @Nullable MiniLm loaded;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private MiniLm(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /** The one of this process. Its first call reads 23 MB and starts the native libraries: about a second. */
    static synchronized MiniLm load() throws IOException, OrtException {
        if (loaded == null) {
            loaded = read();
        }
        return loaded;
    }

    private static MiniLm read() throws IOException, OrtException {
        // The tokenizer's library would otherwise look for downloads and call home.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream weights = resource("/all-minilm-l6-v2-q.onnx");
                InputStream vocabulary = resource("/all-minilm-l6-v2-q-tokenizer.json")) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new MiniLm(
                    environment,
                    environment.createSession(weights.readAllBytes(), options),
                    HuggingFaceTokenizer.newInstance(
                            vocabulary,
                            Map.of("padding", "false", "truncation", "true", "maxLength", MAX_WORD_PIECES)));
        }
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream resource = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream(name);
        if (resource == null) {
            throw new FileNotFoundException(name);
        }
        return resource;
    }

    /** Of unit length. Safe to be called by several threads at once. */
    float[] embed(String text) throws OrtException {
        Encoding encoding = tokenizer.encode(text, true, false);
        long[] shape = {1, encoding.getIds().length};
        try (OnnxTensor ids = tensor(encoding.getIds(), shape);
                OnnxTensor mask = tensor(encoding.getAttentionMask(), shape);
                OnnxTensor types = tensor(encoding.getTypeIds(), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return Vectors.normalized(mean(((OnnxTensor) result.get(0)).getFloatBuffer()));
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    /** Of the word pieces' vectors, which lie one behind the other. */
    private static float[] mean(FloatBuffer pieces) {
        float[] sum = new float[DIMENSIONS];
        for (int i = 0; pieces.hasRemaining(); i = (i + 1) % DIMENSIONS) {
            sum[i] += pieces.get();
        }
        return sum;
    }
}
