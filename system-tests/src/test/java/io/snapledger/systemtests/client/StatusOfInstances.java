package io.snapledger.systemtests.client;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the instances of a replicated share's snapshot make of it, told a second time for
 * comparison: manila/db/sqlalchemy/models.py, ShareSnapshot.aggregate_status.
 */
public final class StatusOfInstances {

    private static final List<String> FIRST_OF_THEM =
            List.of("deleting", "creating", "error", "migrating", "server_migrating", "available");

    private StatusOfInstances() {}

    /**
     * The snapshot's status.
     *
     * @param replicaStates of the share's instances, by their ids
     */
    public static String of(List<JsonNode> instances, Map<String, String> replicaStates) {
        List<JsonNode> inStep = those(instances, replicaStates, Set.of("active", "in_sync"));
        if (!inStep.isEmpty()) {
            return inStep.stream()
                    .map(StatusOfInstances::status)
                    .min(Comparator.comparing(StatusOfInstances::rank))
                    .orElseThrow();
        }
        return instances.stream()
                .min(Comparator.comparing(instance -> instance.path("id").asString()))
                .map(StatusOfInstances::status)
                .orElseThrow();
    }

    private static List<JsonNode> those(
            List<JsonNode> instances, Map<String, String> replicaStates, Set<String> wanted) {
        return instances.stream()
                .filter(instance ->
                        wanted.contains(
                                replicaStates.getOrDefault(
                                        instance.path("share_instance_id").asString(), "gone")))
                .toList();
    }

    private static String status(JsonNode instance) {
        return instance.path("status").asString();
    }

    private static int rank(String status) {
        int place = FIRST_OF_THEM.indexOf(status);
        return place < 0 ? FIRST_OF_THEM.size() : place;
    }
}
