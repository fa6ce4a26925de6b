package io.snapledger.link.wire;

import io.snapledger.contract.group.GroupCommand;
import io.snapledger.contract.group.GroupRefused;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused;
import io.snapledger.contract.grouptype.GroupTypeCommand;
import io.snapledger.contract.grouptype.GroupTypeRefused;
import io.snapledger.contract.idempotency.FindAnswer;
import io.snapledger.contract.idempotency.IdempotencyRefused;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCommand;
import io.snapledger.contract.quota.QuotaCommand.ReportQuotaCheck;
import io.snapledger.contract.quota.QuotaRefused;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand;
import io.snapledger.contract.resource.MetadataTooLarge;
import io.snapledger.contract.share.ShareCommand;
import io.snapledger.contract.share.ShareRefused;
import io.snapledger.contract.shareinstance.ShareInstanceCommand;
import io.snapledger.contract.shareinstance.ShareInstanceRefused;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceRefused;
import io.snapledger.contract.sharetype.ShareTypeCommand;
import io.snapledger.contract.sharetype.ShareTypeRefused;
import io.snapledger.contract.snapshot.SnapshotCommand;
import io.snapledger.contract.snapshot.SnapshotRefused;
import io.snapledger.contract.volume.VolumeCommand;
import io.snapledger.contract.volume.VolumeRefused;
import io.snapledger.contract.volumetype.VolumeTypeCommand;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names by which commands, refusals and answers go between processes, and the only classes that
 * are ever read from there: what has no name here is neither sent nor taken.
 */
public final class WireNames {

    /** What may be asked; the name begins with the family's. */
    public static final WireNames COMMANDS =
            new WireNames(
                    members(
                            VolumeTypeCommand.class,
                            GroupTypeCommand.class,
                            GroupCommand.class,
                            VolumeCommand.class,
                            SnapshotCommand.class,
                            GroupSnapshotCommand.class,
                            ShareTypeCommand.class,
                            ShareCommand.class,
                            ShareInstanceCommand.class,
                            ShareSnapshotCommand.class,
                            ShareSnapshotInstanceCommand.class,
                            QuotaCommand.class,
                            RefusedAttemptCommand.class,
                            FindAnswer.class),
                    type -> inFamily(type, "Command"));

    /** Why it may be turned down; likewise. */
    public static final WireNames REFUSALS =
            new WireNames(
                    members(
                            VolumeTypeRefused.class,
                            GroupTypeRefused.class,
                            GroupRefused.class,
                            VolumeRefused.class,
                            SnapshotRefused.class,
                            GroupSnapshotRefused.class,
                            ShareTypeRefused.class,
                            ShareRefused.class,
                            ShareInstanceRefused.class,
                            ShareSnapshotRefused.class,
                            ShareSnapshotInstanceRefused.class,
                            QuotaRefused.class,
                            IdempotencyRefused.class,
                            MetadataTooLarge.class),
                    type -> inFamily(type, "Refused"));

    /** What may be answered, besides nothing. */
    public static final WireNames ANSWERS =
            new WireNames(
                    Stream.of(KeptAnswer.class, QuotaCheck.class),
                    type -> kebab(type.getSimpleName()));

    /** Commands that only ask: they may be asked again, whatever became of them. */
    private static final Set<Class<?>> QUESTIONS = Set.of(FindAnswer.class, ReportQuotaCheck.class);

    private final Map<String, Class<?>> byName = new TreeMap<>();
    private final Function<Class<?>, String> naming;

    private WireNames(Stream<Class<?>> types, Function<Class<?>, String> naming) {
        this.naming = naming;
        types.forEach(type -> {
            Class<?> other = byName.put(naming.apply(type), type);
            if (other != null) {
                throw new IllegalStateException(other + " and " + type + " have the same name");
            }
        });
    }

    /**
     * The name of an object's class.
     *
     * @throws IllegalArgumentException if it has none, so that it cannot be sent
     */
    public String nameOf(Object object) {
        String name = naming.apply(object.getClass());
        if (byName.get(name) != object.getClass()) {
            throw new IllegalArgumentException(
                    object.getClass().getName() + " does not go between processes");
        }
        return name;
    }

    /** The class of that name; empty for one that this release does not know. */
    public Optional<Class<?>> classOf(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    public Map<String, Class<?>> all() {
        return Map.copyOf(byName);
    }

    /** Whether a command changes nothing. */
    public static boolean isQuestion(Object command) {
        return QUESTIONS.contains(command.getClass());
    }

    // What belongs to no family goes by its own name alone.
    private static String inFamily(Class<?> type, String suffix) {
        return Stream.of(type.getInterfaces())
                        .map(Class::getSimpleName)
                        .filter(name -> name.length() > suffix.length() && name.endsWith(suffix))
                        .map(name -> name.substring(0, name.length() - suffix.length()) + ".")
                        .map(WireNames::kebab)
                        .findFirst()
                        .orElse("")
                + kebab(type.getSimpleName());
    }

    private static Stream<Class<?>> members(Class<?>... families) {
        return Stream.of(families)
                .flatMap(family ->
                        family.isSealed()
                                ? members(family.getPermittedSubclasses())
                                : Stream.of(family));
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
