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
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaScope.Kind;
import io.snapledger.contract.refusal.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
        Optional<Aggregate<QuotaSet>> set = aggregates.find(command.id());
        if (command.scope().kind() == Kind.PROJECT && !command.force()) {
            refuseBelowUsage(
                    command.scope(),
                    command.limits().stream().filter(limit -> isBoundByUsage(limit, set)).toList());
        }
        set.ifPresentOrElse(
                found -> found.execute(limits -> limits.change(command)),
                () -> aggregates.add(() -> new QuotaSet(command)));
    }

    // cinder/api/contrib/quotas.py, update(): only where the project has a limit already.
    // manila/api/v2/quota_sets.py, _update(): always.
    private static boolean isBoundByUsage(QuotaLimit limit, Optional<Aggregate<QuotaSet>> set) {
        return switch (limit.resource().catalogue()) {
            case BLOCK_STORAGE ->
                    set.map(found -> found.invoke(limits -> limits.limits(limit))).orElse(false);
            case SHARED_FILE_SYSTEM -> true;
        };
    }

    private void refuseBelowUsage(QuotaScope scope, List<QuotaLimit> changed) {
        Map<@Nullable UUID, Used> used = limits.used(scope.catalogue(), scope.name());
        for (QuotaLimit limit : changed) {
            Used of = used.get(limit.typeId());
            if (of == null || limit.limit() == QuotaResource.UNLIMITED) {
                continue;
            }
            QuotaResource resource = limit.resource();
            long usage = of.amounts().of(resource, properties.snapshotsTakeGigabytes());
            if (limit.limit() < usage) {
                throw new RefusedException(
                        new LimitBelowUsage(
                                resource, resource.quota(of.typeName()), usage, limit.limit()));
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
