package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCommand.ReportQuotaCheck;
import io.snapledger.contract.quota.QuotaMeasure;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.write.Commands;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            QuotaCatalogue catalogue,
            String projectId,
            @Nullable String volumeTypeId,
            @Nullable String shareTypeId,
            Map<String, Long> kept,
            Map<String, Long> recounted) {

        private static DifferenceBody of(QuotaCheck.Difference difference) {
            QuotaCatalogue catalogue = difference.catalogue();
            @Nullable String type =
                    difference.typeId() == null ? null : difference.typeId().toString();
            boolean ofVolumes = catalogue == QuotaCatalogue.BLOCK_STORAGE;
            return new DifferenceBody(
                    catalogue,
                    difference.projectId(),
                    ofVolumes ? type : null,
                    ofVolumes ? null : type,
                    amounts(catalogue, difference.kept()),
                    amounts(catalogue, difference.recounted()));
        }
    }

    private static Map<String, Long> amounts(QuotaCatalogue catalogue, QuotaAmounts amounts) {
        Map<String, Long> named = new LinkedHashMap<>();
        measures(catalogue).forEach((name, measure) -> named.put(name, amounts.of(measure)));
        return named;
    }

    private static Map<String, QuotaMeasure> measures(QuotaCatalogue catalogue) {
        Map<String, QuotaMeasure> measures = new LinkedHashMap<>();
        switch (catalogue) {
            case BLOCK_STORAGE -> {
                measures.put("volumes", QuotaMeasure.VOLUMES);
                measures.put("volume_gigabytes", QuotaMeasure.VOLUME_GIB);
                measures.put("snapshots", QuotaMeasure.SNAPSHOTS);
                measures.put("snapshot_gigabytes", QuotaMeasure.SNAPSHOT_GIB);
                measures.put("groups", QuotaMeasure.VOLUME_GROUPS);
            }
            case SHARED_FILE_SYSTEM -> {
                measures.put("shares", QuotaMeasure.SHARES);
                measures.put("share_gigabytes", QuotaMeasure.SHARE_GIB);
                measures.put("snapshots", QuotaMeasure.SNAPSHOTS);
                measures.put("snapshot_gigabytes", QuotaMeasure.SNAPSHOT_GIB);
                measures.put("share_replicas", QuotaMeasure.REPLICAS);
                measures.put("replica_gigabytes", QuotaMeasure.REPLICA_GIB);
            }
        }
        return measures;
    }
}
