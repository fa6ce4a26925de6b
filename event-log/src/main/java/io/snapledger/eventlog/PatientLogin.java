package io.snapledger.eventlog;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How a connection outside a pool is opened by whoever asks for what takes as long as it takes:
 * migrations, and views that are made again.
 */
public final class PatientLogin {

    private PatientLogin() {}

    /**
     * The driver's properties of the pool, TLS among them, but for how long it waits for an answer.
     *
     * @param pool those of the pool, which stay as they are
     */
    public static Properties of(
            Properties pool, @Nullable String username, @Nullable String password) {
        Properties properties = new Properties();
        properties.putAll(pool);
        properties.remove("socketTimeout");
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }
}
