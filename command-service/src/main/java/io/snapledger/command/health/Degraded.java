package io.snapledger.command.health;

import org.springframework.boot.health.contributor.Status;

/** Works, and somebody should look at it. */
public final class Degraded {

    /** The status of it, between up and down. */
    public static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
