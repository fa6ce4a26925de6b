package io.snapledger.agent.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.snapledger.agent.driver.ShareDriver;
import io.snapledger.agent.driver.ShareDriver.Share;
import io.snapledger.agent.driver.ShareDriver.Snapshot;
import io.snapledger.agent.driver.VolumeDriver;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome.MemberResult;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceOutcome;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceOutcome;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotOutcome;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what an assignment asks and says what came of it. */
final class StorageWork {

    private static final Logger log = LoggerFactory.getLogger(StorageWork.class);

    private static final Duration[] TIMES = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2)
    };

    private final DriverCalls<VolumeDriver> calls;
    private final DriverCalls<ShareDriver> shareCalls;
    private final ShareDriver shares;
    private final AgentIdentity agent;
    private final int concurrentMembers;
    private final MeterRegistry meters;

    StorageWork(
            DriverCalls<VolumeDriver> calls,
            DriverCalls<ShareDriver> shareCalls,
            ShareDriver shares,
            AgentIdentity agent,
            int concurrentMembers,
            MeterRegistry meters) {
        this.calls = calls;
        this.shareCalls = shareCalls;
        this.shares = shares;
        this.agent = agent;
        this.concurrentMembers = concurrentMembers;
        this.meters = meters;
    }

    /** Returns the outcome, a record of the contract; only the agent's own end interrupts it. */
    Record perform(Assignment assignment) throws InterruptedException {
        Work work = assignment.work();
        String requestId = assignment.requestId();
        Instant begin = Instant.now();
        return switch (work) {
            case Work.CreateVolume create -> {
                WorkResult result =
                        calls.call(driver -> driver.createVolume(create.id(), create.sizeGib()));
                report(work, begin, List.of(result));
                yield outcome(create.id(), create.workId(), result, requestId);
            }
            case Work.CopyVolume copy -> {
                WorkResult result = calls.call(driver -> copy(driver, copy));
                report(work, begin, List.of(result));
                yield outcome(copy.id(), copy.workId(), result, requestId);
            }
            case Work.DeleteVolume delete -> {
                WorkResult result = calls.call(driver -> driver.deleteVolume(delete.id()));
                report(work, begin, List.of(result));
                yield outcome(delete.id(), delete.workId(), result, requestId);
            }
            case Work.ExtendVolume extend -> {
                WorkResult result =
                        calls.call(driver -> driver.extendVolume(extend.id(), extend.sizeGib()));
                report(work, begin, List.of(result));
                yield outcome(extend.id(), extend.workId(), result, requestId);
            }
            case Work.TakeSnapshot take -> {
                WorkResult result =
                        calls.call(driver ->
                                driver.takeSnapshot(take.id(), take.volumeId(), take.sizeGib()));
                report(work, begin, List.of(result));
                yield outcome(take.id(), take.workId(), result, requestId);
            }
            case Work.DropSnapshot drop -> {
                WorkResult result = calls.call(driver -> driver.dropSnapshot(drop.id()));
                report(work, begin, List.of(result));
                yield outcome(drop.id(), drop.workId(), result, requestId);
            }
            case Work.TakeGroupSnapshot take -> {
                List<MemberResult> results =
                        each(
                                take.members(),
                                (driver, member) ->
                                        driver.takeSnapshot(
                                                member.snapshotId(),
                                                member.volumeId(),
                                                member.sizeGib()));
                report(work, begin, results.stream().map(MemberResult::result).toList());
                yield outcome(take.id(), take.workId(), results, requestId);
            }
            case Work.DropGroupSnapshot drop -> {
                List<MemberResult> results =
                        each(
                                drop.members(),
                                (driver, member) -> driver.dropSnapshot(member.snapshotId()));
                report(work, begin, results.stream().map(MemberResult::result).toList());
                yield outcome(drop.id(), drop.workId(), results, requestId);
            }
            case Work.OnShare onShare -> {
                WorkResult result = shareCalls.call(driver -> perform(driver, onShare));
                report(work, begin, List.of(result));
                yield outcome(onShare, result, requestId);
            }
        };
    }

    private static WorkResult perform(ShareDriver driver, Work.OnShare work) {
        return switch (work) {
            case Work.CreateShare create -> create(driver, create);
            case Work.ExtendShare extend ->
                    driver.extendShare(extend.backend(), extend.id(), extend.sizeGib());
            case Work.DeleteShare delete -> driver.deleteShare(delete.backend(), delete.id());
            case Work.TakeShareSnapshot take ->
                    driver.takeSnapshot(
                            new Snapshot(take.backend(), take.shareInstanceId(), take.id()),
                            take.sizeGib());
            case Work.CopyShareSnapshot copy ->
                    driver.copySnapshot(
                            new Snapshot(copy.backend(), copy.shareInstanceId(), copy.id()),
                            snapshot(copy.source()));
            case Work.DropShareSnapshot drop ->
                    driver.dropSnapshot(
                            new Snapshot(drop.backend(), drop.shareInstanceId(), drop.id()));
        };
    }

    private static WorkResult create(ShareDriver driver, Work.CreateShare create) {
        Source source = create.source();
        if (source == null) {
            return driver.createShare(create.backend(), create.id(), create.sizeGib());
        }
        if (source.snapshotInstanceId() == null) {
            return driver.createShareFromShare(
                    create.backend(),
                    create.id(),
                    new Share(Work.backendOf(source.host()), source.shareInstanceId()),
                    create.sizeGib());
        }
        return driver.createShareFromSnapshot(
                create.backend(), create.id(), snapshot(source), create.sizeGib());
    }

    private static Snapshot snapshot(Source source) {
        return new Snapshot(
                Work.backendOf(source.host()),
                source.shareInstanceId(),
                Objects.requireNonNull(source.snapshotInstanceId()));
    }

    // The place that was chosen for the share is the agent's, as far as the share is concerned.
    private Record outcome(Work.OnShare work, WorkResult result, String requestId) {
        AgentIdentity there = new AgentIdentity(agent.id(), work.host());
        return switch (work.id()) {
            case ShareSnapshotInstanceId id ->
                    new ShareSnapshotInstanceOutcome(
                            id,
                            work.workId(),
                            result,
                            shares.exportPaths(result),
                            there,
                            requestId,
                            now());
            case ShareInstanceId id ->
                    new ShareInstanceOutcome(
                            id,
                            work.workId(),
                            result,
                            shares.exportPaths(result),
                            there,
                            requestId,
                            now());
            default -> throw new IllegalStateException("no outcome of " + work);
        };
    }

    private static WorkResult copy(VolumeDriver driver, Work.CopyVolume copy) {
        if (copy.snapshotId() != null) {
            return driver.createVolumeFromSnapshot(copy.id(), copy.snapshotId(), copy.sizeGib());
        }
        if (copy.sourceVolumeId() != null) {
            return driver.createVolumeFromVolume(copy.id(), copy.sourceVolumeId(), copy.sizeGib());
        }
        throw new IllegalStateException("volume " + copy.id() + " has no source");
    }

    /** Every member is tried, whatever becomes of the others. */
    private List<MemberResult> each(
            List<Member> members, BiFunction<VolumeDriver, Member, WorkResult> call)
            throws InterruptedException {
        Function<Member, Callable<MemberResult>> task =
                member ->
                        () ->
                                new MemberResult(
                                        member.snapshotId(),
                                        calls.call(driver -> call.apply(driver, member)));
        try (ExecutorService threads =
                Executors.newFixedThreadPool(concurrentMembers, Thread.ofVirtual().factory())) {
            List<MemberResult> results = new ArrayList<>();
            for (Future<MemberResult> result :
                    threads.invokeAll(members.stream().map(task).toList())) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            // A driver's trouble is a result, not an exception.
            throw new IllegalStateException(e.getCause());
        }
    }

    private VolumeOutcome outcome(VolumeId id, UUID workId, WorkResult result, String requestId) {
        return new VolumeOutcome(id, workId, result, agent, requestId, now());
    }

    private SnapshotOutcome outcome(
            SnapshotId id, UUID workId, WorkResult result, String requestId) {
        return new SnapshotOutcome(id, workId, result, agent, requestId, now());
    }

    private GroupSnapshotOutcome outcome(
            GroupSnapshotId id, UUID workId, List<MemberResult> results, String requestId) {
        return new GroupSnapshotOutcome(id, workId, results, agent, requestId, now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private void report(Work work, Instant begin, List<WorkResult> results) {
        Duration took = Duration.between(begin, Instant.now());
        List<WorkResult> failed = results.stream().filter(result -> !result.succeeded()).toList();
        failed.forEach(result ->
                log.warn(
                        "{} {} failed at {} %: {}",
                        work.action(), work.id(), result.progress(), result.reason()));
        String outcome = failed.isEmpty() ? "succeeded" : "failed";
        log.info(
                "{} {} {} after {} ms, {} of {} done",
                work.action(),
                work.id(),
                outcome,
                took.toMillis(),
                results.size() - failed.size(),
                results.size());
        Timer.builder("snapledger.agent.work")
                .description("The agent's work, by what became of it, and how long that took")
                .tag("action", work.action())
                .tag("outcome", outcome)
                .serviceLevelObjectives(TIMES)
                .register(meters)
                .record(took);
    }
}
