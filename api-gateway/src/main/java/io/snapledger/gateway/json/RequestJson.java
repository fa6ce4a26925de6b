package io.snapledger.gateway.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON as Python's {@code json.loads} does: of a repeated key the last value counts. */
public final class RequestJson {

    private static final int MAX_DEPTH = 100;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private RequestJson() {}

    /** The tree; empty if the bytes are not UTF-8, not JSON, or too deep or too long a number. */
    public static Optional<JsonNode> read(byte[] bytes) {
        try {
            // A text, not the bytes: those would be sniffed for UTF-16 and UTF-32.
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            JsonNode tree = MAPPER.readTree(text);
            return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (CharacterCodingException | JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
