package io.snapledger.gateway.metadata;

import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Entity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The metadata routes of one kind of Manila's resources: manila/api/v2/metadata.py. What a resource
 * adds to it is said by {@link Rules}.
 *
 * @param <V> the resource as it is read
 */
public abstract class ManilaMetadata<V> {

    private static final String ALL = "metadata";

    // What manila/api/v2/shares.py, update_metadata_item, asks for before it reads the other.
    private static final String ONE = "meta";

    private final Policy policy;
    private final Rules rules;

    /**
     * What differs between resources.
     *
     * @param get the policy of reading metadata
     * @param update the policy of setting it
     * @param delete the policy of removing an entry
     * @param see the policy of the resource itself, which whoever changes something must pass
     * @param administrators the policy of the keys that only administrators set
     * @param reserved those keys
     * @param word what it is called where there is none
     * @param tellsAll whether additions are answered with all that there is then
     */
    public record Rules(
            String get,
            String update,
            String delete,
            String see,
            String administrators,
            Set<String> reserved,
            String word,
            boolean tellsAll) {}

    protected ManilaMetadata(Policy policy, Rules rules) {
        this.policy = policy;
        this.rules = rules;
    }

    /** The resource, if the caller's rows have it. */
    protected abstract Optional<V> find(String id, Caller caller);

    /** Whose it is, for policy. */
    protected abstract Target target(V view);

    /** Whether whoever does not pass the policy of the resource is told that there is none. */
    protected abstract boolean hides(V view);

    protected abstract Map<String, String> metadata(V view);

    protected abstract void send(V view, MetadataChange change, Caller caller);

    protected final MetadataBodies.All all(String id, Caller caller) {
        policy.enforce(caller, rules.get(), Target.own(caller));
        return new MetadataBodies.All(metadata(visible(id, caller)));
    }

    protected final MetadataBodies.One one(String id, String key, Caller caller) {
        policy.enforce(caller, rules.get(), Target.own(caller));
        return new MetadataBodies.One(Map.of(key, value(visible(id, caller), key)));
    }

    protected final MetadataBodies.All add(String id, JsonBody body, Caller caller) {
        policy.enforce(caller, rules.update(), Target.own(caller));
        Map<String, String> entries = entries(body, caller);
        V view = changeable(id, caller);
        return change(view, MetadataChange.adding(entries), rules.tellsAll(), caller);
    }

    protected final MetadataBodies.All replaceAll(String id, JsonBody body, Caller caller) {
        policy.enforce(caller, rules.update(), Target.own(caller));
        Map<String, String> entries = entries(body, caller);
        V view = changeable(id, caller);
        Map<String, String> left = new LinkedHashMap<>(entries);
        if (Collections.disjoint(entries.keySet(), rules.reserved())) {
            metadata(view)
                    .forEach((key, value) -> {
                        if (rules.reserved().contains(key)) {
                            left.put(key, value);
                        }
                    });
        }
        return change(view, MetadataChange.replacingAllBy(left), true, caller);
    }

    protected final MetadataBodies.All put(String id, String key, JsonBody body, Caller caller) {
        policy.enforce(caller, rules.update(), Target.own(caller));
        Map<String, String> entry = entries(body, caller);
        if (!entry.containsKey(key)) {
            throw Fault.badRequest("Request body and URI mismatch");
        }
        if (entry.size() > 1) {
            throw Fault.badRequest("Request body contains too many items");
        }
        V view = changeable(id, caller);
        return change(view, MetadataChange.adding(entry), false, caller);
    }

    protected final void remove(String id, String key, Caller caller) {
        policy.enforce(caller, rules.delete(), Target.own(caller));
        if (rules.reserved().contains(key)) {
            policy.enforce(caller, rules.administrators(), Target.own(caller));
        }
        V view = changeable(id, caller);
        value(view, key);
        send(view, MetadataChange.removing(key), caller);
    }

    private MetadataBodies.All change(
            V view, MetadataChange change, boolean tellsAll, Caller caller) {
        send(view, change, caller);
        return new MetadataBodies.All(tellsAll ? change.appliedTo(metadata(view)) : change.puts());
    }

    private String value(V view, String key) {
        String value = metadata(view).get(key);
        if (value == null) {
            // No controller catches it, so that middleware/fault.py names its class.
            throw Fault.notFound("MetadataItemNotFound: Metadata item is not found.");
        }
        return value;
    }

    private Map<String, String> entries(JsonBody body, Caller caller) {
        boolean isOne =
                body.tree().isObject() && !body.tree().has(ALL) && body.tree().path(ONE).isObject();
        Map<String, String> entries =
                Entity.of(body, isOne ? ONE : ALL, Fault::malformedBody).asTexts();
        if (!Collections.disjoint(entries.keySet(), rules.reserved())
                && !policy.allows(caller, rules.administrators(), Target.own(caller))) {
            throw Fault.of(403, "Cannot set or update admin only metadata.");
        }
        return entries;
    }

    private V visible(String id, Caller caller) {
        V view = find(id, caller).orElseThrow(this::none);
        if (hides(view) && !policy.allows(caller, rules.see(), target(view))) {
            throw none();
        }
        return view;
    }

    // What everybody may see is still not everybody's to change.
    private V changeable(String id, Caller caller) {
        V view = visible(id, caller);
        policy.enforce(caller, rules.see(), target(view));
        return view;
    }

    private Fault none() {
        return Fault.notFound(rules.word() + " not found.");
    }
}
