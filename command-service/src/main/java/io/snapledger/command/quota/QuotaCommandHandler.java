package io.snapledger.command.quota;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.quota.QuotaLimits.Used;
import io.snapledger.command.quota.domain.QuotaSet;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.ConfigureQuotas;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.ReportQuotaCheck;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaRefused.LimitBelowUsage;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope.Kind;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes commands to quotas. */
@Component
public class QuotaCommandHandler implements HandlesCommands {

    private final Aggregates<QuotaSet> aggregates;
    private final QuotaLimits limits;
    private final QuotaProperties properties;
    private final ResourceLocks locks;
    private final QuotaWatch watch;

    QuotaCommandHandler(
            Aggregates<QuotaSet> aggregates,
            QuotaLimits limits,
            QuotaProperties properties,
            ResourceLocks locks,
            QuotaWatch watch) {
        this.aggregates = aggregates;
        this.limits = limits;
        this.properties = properties;
        this.locks = locks;
        this.watch = watch;
    }

    @CommandHandler
    public void handle(ChangeQuotaLimits command) {
        locks.exclusive(command.id());
        if (command.limits().isEmpty()) {
            return;
        }
        Aggregate<QuotaSet> set = aggregates.find(command.id()).orElse(null);
        if (set == null) {
            aggregates.add(() -> new QuotaSet(command));
            return;
        }
        if (command.scope().kind() == Kind.PROJECT) {
            // cinder/api/contrib/quotas.py, update(): only where the project has a limit already.
            refuseBelowUsage(
                    command.scope().name(),
                    command.limits().stream()
                            .filter(limit -> set.invoke(found -> found.limits(limit)))
                            .toList());
        }
        set.execute(found -> found.change(command));
    }

    private void refuseBelowUsage(String projectId, List<QuotaLimit> changed) {
        Map<@Nullable VolumeTypeId, Used> used = limits.used(projectId);
        for (QuotaLimit limit : changed) {
            Used of = used.get(limit.volumeTypeId());
            if (of == null || limit.limit() == QuotaResource.UNLIMITED) {
                continue;
            }
            long usage = of.amounts().of(limit.resource(), properties.snapshotsTakeGigabytes());
            if (limit.limit() < usage) {
                throw new RefusedException(
                        new LimitBelowUsage(
                                limit.resource().quota(of.volumeType()), usage, limit.limit()));
            }
        }
    }

    @CommandHandler
    public void handle(RemoveQuotaLimits command) {
        locks.exclusive(command.id());
        aggregates.find(command.id()).ifPresent(set -> set.execute(found -> found.remove(command)));
    }

    @CommandHandler
    public void handle(ConfigureQuotas command) {
        locks.exclusive(command.id());
        aggregates
                .find(command.id())
                .ifPresentOrElse(
                        set -> set.execute(found -> found.configure(command)),
                        () -> aggregates.add(() -> new QuotaSet(command)));
    }

    /** The last comparison; null while the first one is under way. */
    @CommandHandler
    public @Nullable QuotaCheck handle(ReportQuotaCheck command) {
        return watch.last();
    }
}
