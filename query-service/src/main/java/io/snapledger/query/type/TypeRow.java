package io.snapledger.query.type;

import io.snapledger.contract.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a type.
 *
 * @param projectIds who may use it while it is private
 */
public record TypeRow<I extends ResourceId>(
        I id,
        String name,
        @Nullable String description,
        boolean isPublic,
        Map<String, @Nullable String> extraSpecs,
        Instant createdAt,
        List<String> projectIds) {

    /** It is called so from now on, and everybody may use it or not. */
    public TypeRow<I> presented(
            String newName, @Nullable String newDescription, boolean newIsPublic) {
        return new TypeRow<>(
                id, newName, newDescription, newIsPublic, extraSpecs, createdAt, projectIds);
    }

    /** These specs are set, the others stay. */
    public TypeRow<I> withSpecs(Map<String, ? extends @Nullable String> set) {
        Map<String, @Nullable String> specs = new LinkedHashMap<>(extraSpecs);
        specs.putAll(set);
        return specified(specs);
    }

    /** That spec is taken away. */
    public TypeRow<I> withoutSpec(String key) {
        Map<String, @Nullable String> specs = new LinkedHashMap<>(extraSpecs);
        specs.remove(key);
        return specified(specs);
    }

    private TypeRow<I> specified(Map<String, @Nullable String> specs) {
        return new TypeRow<>(id, name, description, isPublic, specs, createdAt, projectIds);
    }

    /** That project may use it, though it is private. */
    public TypeRow<I> openTo(String project) {
        List<String> projects = new ArrayList<>(projectIds);
        projects.add(project);
        return usedBy(projects);
    }

    /** That project may no longer. */
    public TypeRow<I> closedTo(String project) {
        List<String> projects = new ArrayList<>(projectIds);
        projects.remove(project);
        return usedBy(projects);
    }

    private TypeRow<I> usedBy(List<String> projects) {
        return new TypeRow<>(id, name, description, isPublic, extraSpecs, createdAt, projects);
    }
}
