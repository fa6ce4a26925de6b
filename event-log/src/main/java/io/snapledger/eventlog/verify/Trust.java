package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.RootStatement;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What whoever verifies brings along: it must not come from what is verified.
 *
 * @param keys whose signatures count, by their id; null: signatures are not looked at
 * @param published statements that were received while they were new, by number: one of each,
 *     unless whoever signs was made to forget that there was one
 */
record Trust(
        @Nullable Map<Hash, PublicKey> keys, NavigableMap<Long, Set<RootStatement>> published) {

    Trust {
        published = Collections.unmodifiableNavigableMap(new TreeMap<>(published));
    }

    static Trust in(Collection<PublicKey> keys) {
        return new Trust(
                keys.stream().collect(Collectors.toMap(PublicKeys::id, Function.identity())),
                Collections.emptyNavigableMap());
    }

    Trust with(NavigableMap<Long, Set<RootStatement>> received) {
        return new Trust(keys, received);
    }

    static Trust inNobody() {
        return new Trust(null, Collections.emptyNavigableMap());
    }

    boolean looksAtSignatures() {
        return keys != null;
    }

    /** The highest number that was received. */
    long lastPublished() {
        return published.isEmpty() ? 0 : published.lastKey();
    }

    /** Whether the signature is that of a trusted key. */
    boolean isSigned(RootStatement statement, byte[] signature) {
        PublicKey key = keys == null ? null : keys.get(statement.key());
        return key != null && PublicKeys.verifies(key, statement.text(), signature);
    }

    /** What is wrong with a root in itself; empty if nothing is. */
    Optional<String> objection(StoredRoot root) {
        RootStatement statement;
        try {
            statement = RootStatement.of(root.signed().statement());
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.of("its statement is none");
        }
        Map<Hash, PublicKey> trusted = keys;
        if (trusted != null) {
            PublicKey key = trusted.get(statement.key());
            if (key == null) {
                return Optional.of(
                        "it is signed with the key " + statement.key() + ", which is not trusted");
            }
            if (!PublicKeys.verifies(key, root.signed().statement(), root.signed().signature())) {
                return Optional.of("its signature is not that of its statement");
            }
        }
        if (statement.number() != root.number()
                || statement.after() != root.after()
                || statement.through() != root.through()) {
            return Optional.of("its row says something else than its statement");
        }
        Set<RootStatement> received = published.get(root.number());
        return received == null || received.contains(statement)
                ? Optional.empty()
                : Optional.of("it is not the one that was published");
    }
}
