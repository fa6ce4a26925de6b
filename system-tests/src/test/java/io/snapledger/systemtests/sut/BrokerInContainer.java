package io.snapledger.systemtests.sut;

import io.snapledger.testservers.BrokerContainer;

/** A broker that has a container of its own. */
final class BrokerInContainer implements Broker {

    private final String name;
    private final BrokerContainer container;

    BrokerInContainer(String name, BrokerContainer container) {
        this.name = name;
        this.container = container;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void launch() {
        container.launch();
    }

    @Override
    public void awaitReady() {
        container.awaitReady();
    }

    @Override
    public boolean isAlive() {
        return container.isUp();
    }

    @Override
    public void killNine() {
        container.kill();
    }

    @Override
    public void end() {
        if (container.isUp()) {
            container.kill();
        }
    }

    /** Removes it and its messages. */
    void remove() {
        container.close();
    }
}
