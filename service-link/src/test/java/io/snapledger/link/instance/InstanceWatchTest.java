package io.snapledger.link.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.link.RunningServer;
import io.snapledger.link.command.HttpCommandBus;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.junit.jupiter.api.Test;

/** An instance that ends says so first, and is served no more by the time it has ended. */
class InstanceWatchTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int MANY = 30;

    private final AtomicInteger leavingTook = new AtomicInteger();
    private final AtomicInteger stayingTook = new AtomicInteger();

    @Test
    void anInstanceThatEndsServesOnUntilNobodySendsItAnything() {
        try (RunningServer staying = RunningServer.plain(_ -> taken(stayingTook));
                RunningServer leaving =
                        RunningServer.plain(_ -> taken(leavingTook), "--snapledger.drain=6s")) {
            ServiceClient client = client(staying.url(), leaving.url());
            InstanceWatch watch = new InstanceWatch(List.of(client), Duration.ofMillis(50), LONG);
            watch.start();
            try {
                sendMany(client);
                assertThat(leavingTook).hasPositiveValue();
                assertThat(stayingTook).hasPositiveValue();
                URI left = leaving.url();

                CompletableFuture<Void> end = CompletableFuture.runAsync(leaving::close);
                Awaitility.await()
                        .atMost(LONG)
                        .until(() -> {
                            // It still serves whoever has not seen it yet.
                            sendMany(client);
                            return client.away().contains(left);
                        });
                int tookUntilThen = leavingTook.get();
                sendMany(client);

                assertThat(leavingTook).hasValue(tookUntilThen);
                end.join();
                sendMany(client);
            } finally {
                watch.stop();
            }
        }
    }

    private static CommandResultMessage<?> taken(AtomicInteger count) {
        count.incrementAndGet();
        return new GenericCommandResultMessage<>((Object) null);
    }

    private static ServiceClient client(URI... urls) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new ServiceClient("command-service", List.of(urls), () -> http);
    }

    private static void sendMany(ServiceClient client) {
        HttpCommandBus bus = new HttpCommandBus(client, LONG, 10);
        for (int i = 0; i < MANY; i++) {
            CommandMessage<Object> command =
                    new GenericCommandMessage<>(
                            new ExtendVolume(
                                    new VolumeId(UUID.randomUUID()),
                                    7,
                                    false,
                                    UUID.randomUUID(),
                                    Instant.EPOCH));
            FutureCallback<Object, Object> callback = new FutureCallback<>();
            bus.dispatch(command, callback);
            assertThat(callback.getResult().isExceptional()).isFalse();
        }
    }
}
