package io.snapledger.contract.json;

import java.time.Instant;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one JSON form of events, outcomes and messages between services: snake_case, ISO 8601
 * instants.
 */
public final class ContractJson {

    private static final JacksonModule INSTANTS =
            new SimpleModule("instants")
                    .addDeserializer(Instant.class, new IsoInstantDeserializer());

    private static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();

    private ContractJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Gives that form to a mapper that somebody else builds. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.addModule(INSTANTS)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                // A newer writer may have added a component: an older reader leaves it aside.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
