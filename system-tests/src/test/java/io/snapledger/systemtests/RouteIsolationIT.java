package io.snapledger.systemtests;

import io.snapledger.systemtests.sut.StandaloneJar;
import io.snapledger.systemtests.sut.SystemUnderTest;
import org.junit.jupiter.api.AfterAll;

/** With the policies as they are shipped. */
class RouteIsolationIT extends RouteIsolation {

    private final StandaloneJar system = StandaloneJar.named("isolation");

    RouteIsolationIT() {
        super(false);
    }

    @Override
    void start() {
        system.start();
    }

    @Override
    SystemUnderTest system() {
        return system;
    }

    @AfterAll
    void stop() {
        system.close();
    }
}
