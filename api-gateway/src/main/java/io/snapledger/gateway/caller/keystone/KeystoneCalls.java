package io.snapledger.gateway.caller.keystone;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps calls few while Keystone is slow, and away from it while it is down. */
final class KeystoneCalls {

    private final KeystoneProperties properties;
    private final KeystoneStanding standing;
    private final Semaphore places;
    private final CircuitBreaker circuit;

    KeystoneCalls(KeystoneProperties properties, KeystoneStanding standing) {
        this.properties = properties;
        this.standing = standing;
        this.places = new Semaphore(properties.concurrentCalls());
        int failures = properties.circuit().failures();
        this.circuit =
                CircuitBreaker.of(
                        "keystone",
                        CircuitBreakerConfig.custom()
                                .slidingWindowType(
                                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(failures)
                                .minimumNumberOfCalls(failures)
                                .waitDurationInOpenState(properties.circuit().openFor())
                                .permittedNumberOfCallsInHalfOpenState(1)
                                // A refused token is an answer like any other.
                                .recordExceptions(KeystoneUnavailable.class)
                                .build());
    }

    /**
     * Makes a call, once there is a place for it.
     *
     * @throws KeystoneUnavailable if there is none in time, or Keystone is left alone, or the call
     *     fails
     */
    <T> T make(Supplier<T> call, Deadline deadline) {
        takePlace(deadline);
        try {
            T answer = circuit.executeSupplier(() -> observed(call));
            return answer;
        } catch (CallNotPermittedException open) {
            throw KeystoneUnavailable.leftAlone(properties.circuit().openFor());
        } finally {
            places.release();
        }
    }

    private void takePlace(Deadline deadline) {
        try {
            if (!places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw KeystoneUnavailable.because("too many tokens wait for it");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw KeystoneUnavailable.because("this service is stopping", stopping);
        }
    }

    private <T> T observed(Supplier<T> call) {
        try {
            T answer = call.get();
            standing.answered();
            return answer;
        } catch (KeystoneUnavailable failure) {
            standing.failed(failure);
            throw failure;
        }
    }

    /** Whether Keystone is left alone now. */
    boolean areSuspended() {
        return circuit.getState() == CircuitBreaker.State.OPEN;
    }

    int underWay() {
        return properties.concurrentCalls() - places.availablePermits();
    }
}
