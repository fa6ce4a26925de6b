package io.snapledger.gateway.json;

import io.snapledger.contract.resource.ResourceId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes JSON byte for byte as Python's {@code json.dumps}: {@code ", "} and {@code ": "} between
 * things, ASCII only. Names are snake_case, times are OpenStack's: UTC without an offset.
 */
public final class PythonJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .characterEscapes(new DeleteEscaped())
                                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                                    .build())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .defaultPrettyPrinter(new Separators())
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(new Timestamp())
                                    .addSerializer(new Id()))
                    .build();

    // As many as a timestamp has, and what stands between the numbers.
    private static final String FORM = "0000-00-00T00:00:00.000000";

    private PythonJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** {@code 2026-11-21T18:15:25.000000}: six digits always, no offset. */
    public static String timestamp(Instant instant) {
        LocalDateTime utc =
                LocalDateTime.ofEpochSecond(
                        instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        char[] text = FORM.toCharArray();
        put(utc.getYear(), text, 0, 4);
        put(utc.getMonthValue(), text, 5, 2);
        put(utc.getDayOfMonth(), text, 8, 2);
        put(utc.getHour(), text, 11, 2);
        put(utc.getMinute(), text, 14, 2);
        put(utc.getSecond(), text, 17, 2);
        put(utc.getNano() / 1_000, text, 20, 6);
        return new String(text);
    }

    // A list has hundreds of them: a formatter takes as long for one as all else of its row.
    private static void put(int number, char[] text, int at, int digits) {
        int left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }

    private static final class Timestamp extends StdSerializer<Instant> {

        Timestamp() {
            super(Instant.class);
        }

        @Override
        public void serialize(
                Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(timestamp(value));
        }
    }

    private static final class Id extends StdSerializer<ResourceId> {

        Id() {
            super(ResourceId.class);
        }

        @Override
        public void serialize(
                ResourceId value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.value().toString());
        }
    }

    // Python escapes whatever is not printable ASCII, and DEL is not.
    private static final class DeleteEscaped extends CharacterEscapes {

        private static final int DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            escapes[DELETE] = ESCAPE_STANDARD;
            return escapes;
        }

        @Override
        public @org.jspecify.annotations.Nullable SerializableString getEscapeSequence(int c) {
            return null;
        }
    }

    private static final class Separators implements PrettyPrinter {

        // Encoded once, unlike a plain text.
        private static final SerializableString BETWEEN = new SerializedString(", ");
        private static final SerializableString AFTER_NAME = new SerializedString(": ");

        @Override
        public void writeRootValueSeparator(JsonGenerator generator) {
            generator.writeRaw(' ');
        }

        @Override
        public void writeStartObject(JsonGenerator generator) {
            generator.writeRaw('{');
        }

        @Override
        public void writeEndObject(JsonGenerator generator, int entries) {
            generator.writeRaw('}');
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator generator) {
            generator.writeRaw(BETWEEN);
        }

        @Override
        public void writeObjectNameValueSeparator(JsonGenerator generator) {
            generator.writeRaw(AFTER_NAME);
        }

        @Override
        public void writeStartArray(JsonGenerator generator) {
            generator.writeRaw('[');
        }

        @Override
        public void writeEndArray(JsonGenerator generator, int values) {
            generator.writeRaw(']');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) {
            generator.writeRaw(BETWEEN);
        }

        @Override
        public void beforeArrayValues(JsonGenerator generator) {}

        @Override
        public void beforeObjectEntries(JsonGenerator generator) {}
    }
}
