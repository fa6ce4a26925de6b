package io.snapledger.operations.settings;

import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Tells of a value that cannot be: whose it is, what it is, and what it has to be. In place of
 * Spring Boot's own words, which take a paragraph.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WrongSettingAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException failure) {
        String sentence = sentence(failure);
        return sentence == null
                ? null
                : new FailureAnalysis(
                        sentence, "Correct it; docs/configuration.md says what it does.", failure);
    }

    private static @Nullable String sentence(BindException failure) {
        BindValidationException invalid = cause(failure, BindValidationException.class);
        if (invalid != null) {
            String prefix = invalid.getValidationErrors().getName() + ".";
            return invalid.getValidationErrors().getAllErrors().stream()
                    .map(error -> told(prefix, error))
                    .collect(Collectors.joining("; "));
        }
        ConfigurationProperty property = failure.getProperty();
        ConversionFailedException wrong = cause(failure, ConversionFailedException.class);
        if (property != null && wrong != null) {
            return told(
                    property.getName().toString(),
                    property.getValue(),
                    "has to be " + kind(wrong.getTargetType().getType()));
        }
        // A record's own words, which name the setting.
        IllegalArgumentException refused = cause(failure, IllegalArgumentException.class);
        return refused != null
                        && refused.getMessage() != null
                        && refused.getMessage().startsWith(KnownSettings.PREFIX)
                ? refused.getMessage()
                : null;
    }

    private static String told(String prefix, ObjectError error) {
        String has = String.valueOf(error.getDefaultMessage());
        // A rule over several settings says all of it, and its own name is none of a setting.
        return error instanceof FieldError field && !"AssertTrue".equals(field.getCode())
                ? told(name(prefix + field.getField()), field.getRejectedValue(), has)
                : has;
    }

    private static String told(String name, @Nullable Object value, String has) {
        if (value == null) {
            return name + " has to be set";
        }
        // What is secret stays so, in a log too.
        return name.matches(".*(password|secret|token|key)")
                ? "%s is not what it has to be: it %s".formatted(name, has)
                : "%s is '%s', but %s".formatted(name, value, has);
    }

    // A record's component, as it is written in a file.
    private static String name(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String kind(Class<?> type) {
        if (type == Duration.class) {
            return "a time such as 500ms, 10s or 5m";
        }
        if (type == Period.class) {
            return "a number of days such as 30d";
        }
        if (type == DataSize.class) {
            return "a size such as 500KB, 100MB or 2GB";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(one -> one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "));
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type)
                ? "a number"
                : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static <T> @Nullable T cause(Throwable failure, Class<T> type) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
