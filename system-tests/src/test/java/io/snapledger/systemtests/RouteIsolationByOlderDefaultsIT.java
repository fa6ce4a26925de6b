package io.snapledger.systemtests;

import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where whoever belongs to a project may do most things in it, and only there. */
@ExtendWith(SharedSystem.class)
class RouteIsolationByOlderDefaultsIT extends RouteIsolation {

    private final SystemUnderTest system;

    RouteIsolationByOlderDefaultsIT(SystemUnderTest system) {
        super(true);
        this.system = system;
    }

    @Override
    SystemUnderTest system() {
        return system;
    }
}
