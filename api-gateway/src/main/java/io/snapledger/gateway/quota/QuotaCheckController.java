package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCommand.ReportQuotaCheck;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.write.Commands;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/quota-check}: what the last comparison of the usage that quotas are enforced
 * by with a recount from the events found.
 */
@RestController
final class QuotaCheckController {

    private final Commands commands;
    private final Policy policy;

    QuotaCheckController(Commands commands, Policy policy) {
        this.commands = commands;
        this.policy = policy;
    }

    @GetMapping("/audit/v1/quota-check")
    QuotaCheckBody show(Caller caller) {
        policy.enforce(caller, QuotaPolicy.GET_CHECK, Target.own(caller));
        return commands.ask(new ReportQuotaCheck(), caller) instanceof QuotaCheck check
                ? QuotaCheckBody.of(check)
                : noneYet();
    }

    private static QuotaCheckBody noneYet() {
        throw Fault.serviceUnavailable(
                "Quota usage has not been compared with the events yet.", Duration.ofSeconds(1));
    }

    /**
     * The answer.
     *
     * @param checkedAt when the comparison was begun, RFC 3339
     * @param resources how many resources the events say are there
     */
    record QuotaCheckBody(String checkedAt, long resources, List<DifferenceBody> differences) {

        private static QuotaCheckBody of(QuotaCheck check) {
            return new QuotaCheckBody(
                    check.at().toString(),
                    check.resources(),
                    check.differences().stream().map(DifferenceBody::of).toList());
        }
    }

    /** A figure that is not what the events say. */
    record DifferenceBody(
            String projectId,
            @Nullable String volumeTypeId,
            AmountsBody kept,
            AmountsBody recounted) {

        private static DifferenceBody of(QuotaCheck.Difference difference) {
            return new DifferenceBody(
                    difference.projectId(),
                    difference.volumeTypeId() == null ? null : difference.volumeTypeId().toString(),
                    AmountsBody.of(difference.kept()),
                    AmountsBody.of(difference.recounted()));
        }
    }

    /** How much of everything. */
    record AmountsBody(
            long volumes,
            long volumeGigabytes,
            long snapshots,
            long snapshotGigabytes,
            long groups) {

        private static AmountsBody of(QuotaAmounts amounts) {
            return new AmountsBody(
                    amounts.volumes(),
                    amounts.volumeGib(),
                    amounts.snapshots(),
                    amounts.snapshotGib(),
                    amounts.groups());
        }
    }
}
