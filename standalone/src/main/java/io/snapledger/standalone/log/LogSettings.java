package io.snapledger.standalone.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * How is logged.
 *
 * @param levels logger name to level, as Spring Boot's {@code logging.level} has them
 * @param terminal the form of JSON lines on the terminal; null: text for a person
 * @param file the same for the log file
 * @param environment where those forms find settings of their own
 */
public record LogSettings(
        Map<String, String> levels,
        @Nullable String terminal,
        @Nullable String file,
        Environment environment) {}
