package io.snapledger.standalone;

import io.snapledger.standalone.settings.AuthStrategy;
import java.nio.file.Path;
import java.time.Duration;

/** What a person is told once everything runs. */
record Greeting(
        String url, Path dataFolder, String kafka, AuthStrategy authStrategy, Duration took) {

    String text() {
        return """

        Snapledger is ready, after %.1f s
          API    %s
          Data   %s
          Kafka  %s
          Try    %s
        """
                .formatted(took.toMillis() / 1e3, url, dataFolder, kafka, tryThis());
    }

    private String tryThis() {
        return switch (authStrategy) {
            case NOAUTH ->
                    "curl -s -H 'X-Auth-Token: admin:demo' -H 'OpenStack-API-Version: volume 3.70' %s/v3/group_snapshots/detail"
                            .formatted(url);
            case KEYSTONE -> "curl -s %s/healthcheck".formatted(url);
        };
    }
}
