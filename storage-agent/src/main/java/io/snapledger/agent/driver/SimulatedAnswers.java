package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** How the simulated drivers answer, by rule. */
final class SimulatedAnswers {

    private static final String FAILURE = "the simulated driver fails this by rule";

    private final SimulationRules rules;

    SimulatedAnswers(SimulationRules rules) {
        this.rules = rules;
    }

    /** To making something of that size, or making it that large. */
    WorkResult made(int sizeGib, String location) {
        return answer(
                isLarger(sizeGib, rules.hangOnVolumesLargerThanGib()),
                isLarger(sizeGib, rules.failVolumesLargerThanGib())
                        ? WorkResult.failed(FAILURE, 0)
                        : WorkResult.done(location));
    }

    /** To taking a snapshot of something of that size. */
    WorkResult taken(int sizeGib, String location) {
        return answer(
                isLarger(sizeGib, rules.hangOnSnapshotsOfVolumesLargerThanGib()),
                isLarger(sizeGib, rules.failSnapshotsOfVolumesLargerThanGib())
                        ? WorkResult.failed(FAILURE, 50)
                        : WorkResult.done(location));
    }

    WorkResult removed() {
        return answer(
                false,
                rules.failDeletions() ? WorkResult.failed(FAILURE, 0) : WorkResult.done(null));
    }

    private WorkResult answer(boolean hang, WorkResult result) {
        try {
            if (hang) {
                new CountDownLatch(1).await();
            }
            Thread.sleep(rules.delay());
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WorkResult.failed("the simulated driver was interrupted", 0);
        }
    }

    private static boolean isLarger(int sizeGib, @Nullable Integer limit) {
        return limit != null && sizeGib > limit;
    }
}
