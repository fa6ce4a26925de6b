package io.snapledger.standalone;

import java.time.Duration;

/** What runs, in the order in which it is started; it is stopped in the opposite one. */
enum Part {
    DATA_FOLDER("the data folder", 100),
    POSTGRES("PostgreSQL", 2_500),
    KAFKA("Kafka", 1_500),
    COMMAND_SERVICE("the command service", 1_000),
    QUERY_SERVICE("the query service", 1_000),
    STORAGE_AGENT("the storage agent", 1_000),
    GATEWAY("the gateway", 2_500);

    private final String title;
    private final Duration stopsWithin;

    Part(String title, long stopsWithinMillis) {
        this.title = title;
        this.stopsWithin = Duration.ofMillis(stopsWithinMillis);
    }

    String title() {
        return title;
    }

    /** Longer it is not waited for; nothing that was acknowledged is lost by that. */
    Duration stopsWithin() {
        return stopsWithin;
    }
}
