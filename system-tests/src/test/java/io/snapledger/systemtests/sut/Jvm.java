package io.snapledger.systemtests.sut;

import java.nio.file.Path;

/** The Java that these tests run on, which is the one that the product needs. */
final class Jvm {

    private Jvm() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
