package io.snapledger.systemtests.sut;

/** A broker of the Kafka that a layout of many processes has, whatever it runs in. */
public interface Broker {

    String name();

    /** Starts it and does not wait until it is ready. */
    void launch();

    /** Returns once it serves. */
    void awaitReady();

    boolean isAlive();

    /** Ends it as a power cut would. */
    void killNine();

    /** Ends it if it runs, whatever it does. */
    void end();
}
