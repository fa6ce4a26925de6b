package io.snapledger.systemtests.kubernetes;

import static io.snapledger.systemtests.kubernetes.Manifests.each;
import static io.snapledger.systemtests.kubernetes.Manifests.kind;
import static io.snapledger.systemtests.kubernetes.Manifests.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code kubectl apply -k} is given is what Kubernetes takes, and what the services need. */
class KubernetesManifestsTest {

    private static final Manifests BASE = Manifests.base();
    private static final Manifests EXAMPLE = Manifests.example();

    private static final Set<String> SERVICES =
            Set.of("api-gateway", "command-service", "query-service", "storage-agent");

    private static final Pattern SECONDS = Pattern.compile("(\\d+)s");

    /** Spring Boot's spring.lifecycle.timeout-per-shutdown-phase, after the drain. */
    private static final int THEN_UNDER_WAY = 30;

    @Test
    void eachObjectIsAsKubernetesWantsIt() {
        assertThat(BASE.objects()).hasSizeGreaterThan(20);
        for (JsonNode object : BASE.objects()) {
            assertThat(KubernetesSchema.problemsOf(object)).as("%s", object).isEmpty();
        }
        Set<Path> patches = patches();
        assertThat(patches).isNotEmpty();
        for (Path file : EXAMPLE.files()) {
            for (JsonNode object : Manifests.objects(file)) {
                assertThat(
                                patches.contains(file)
                                        ? KubernetesSchema.problemsOfPatch(object)
                                        : KubernetesSchema.problemsOf(object))
                        .as("%s", file)
                        .isEmpty();
            }
        }
    }

    private static Set<Path> patches() {
        return each(EXAMPLE.kustomization().path("patches"))
                .map(patch -> EXAMPLE.folder().resolve(patch.path("path").asString()))
                .collect(Collectors.toSet());
    }

    @Test
    void eachFileIsNamedOnceAndThere() {
        assertThat(texts(BASE.kustomization().path("resources")))
                .containsExactlyInAnyOrderElementsOf(
                        BASE.files().stream().map(file -> file.getFileName().toString()).toList());
        Stream<Path> named =
                each(EXAMPLE.kustomization().path("resources"))
                        .map(resource -> EXAMPLE.folder().resolve(resource.asString()))
                        .filter(resource -> !resource.endsWith("base"));
        assertThat(Stream.concat(named, patches().stream()))
                .containsExactlyInAnyOrderElementsOf(EXAMPLE.files());
        // A patch is of something that there is.
        for (Path patch : patches()) {
            for (JsonNode part : Manifests.objects(patch)) {
                assertThat(BASE.objects())
                        .anyMatch(object ->
                                kind(object).equals(kind(part)) && name(object).equals(name(part)));
            }
        }
    }

    @Test
    void noTwoObjectsAreTheSame() {
        assertThat(BASE.objects().stream().map(object -> kind(object) + " " + name(object)))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachServiceIsAnImageOfTheDockerfileOnItsPort() throws IOException {
        Map<String, Set<Integer>> exposed = new TreeMap<>();
        String stage = "";
        for (String line : Files.readAllLines(Manifests.REPOSITORY.resolve("Dockerfile"))) {
            if (line.startsWith("FROM ")) {
                stage = line.substring(line.indexOf(" AS ") + " AS ".length());
            } else if (line.startsWith("EXPOSE ")) {
                exposed.computeIfAbsent(stage, _ -> new HashSet<>())
                        .add(Integer.valueOf(line.substring("EXPOSE ".length())));
            }
        }
        assertThat(exposed.keySet()).isEqualTo(SERVICES);
        Map<String, String> images = new HashMap<>();
        for (JsonNode workload : workloads()) {
            JsonNode container = container(workload);
            images.put(name(workload), container.path("image").asString());
            if (SERVICES.contains(name(workload))) {
                assertThat(
                                each(container.path("ports"))
                                        .map(port -> port.path("containerPort").asInt()))
                        .as(name(workload))
                        .containsAll(exposed.getOrDefault(name(workload), Set.of()));
            }
        }
        assertThat(images)
                .containsAllEntriesOf(
                        SERVICES.stream()
                                .collect(Collectors.toMap(it -> it, it -> "snapledger-" + it)));
        assertThat(Files.readString(Manifests.REPOSITORY.resolve("docker-compose.yml")))
                .contains("image: " + images.get("topics") + "\n");
        assertThat(
                        each(EXAMPLE.kustomization().path("images"))
                                .map(image -> image.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        SERVICES.stream().map("snapledger-"::concat).toList());
    }

    @Test
    void eachServiceIsAskedForItsHealthWhereThatIs() throws IOException {
        for (String service : SERVICES) {
            JsonNode container = container(workload(service));
            Map<String, String> settings = settingsOf(container);
            String main =
                    Files.readString(
                            Manifests.REPOSITORY.resolve(
                                    service + "/src/main/resources/" + resource(service)));
            Map<String, Integer> ports = new HashMap<>();
            each(container.path("ports"))
                    .forEach(port ->
                            ports.put(
                                    port.path("name").asString(),
                                    port.path("containerPort").asInt()));
            String management = settings.get("MANAGEMENT_SERVER_PORT");
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode asked = container.path(probe).path("httpGet");
                String path = asked.path("path").asString();
                assertThat(path)
                        .as("%s of %s", probe, service)
                        .matches("/actuator/health/(liveness|readiness)");
                assertThat(asked.path("scheme").asString())
                        .isEqualTo(
                                management == null
                                                && settings.containsKey(
                                                        "SNAPLEDGER_LINK_SSL_BUNDLE")
                                        ? "HTTPS"
                                        : "HTTP");
                Integer port = ports.get(asked.path("port").asString());
                if (management == null) {
                    assertThat(main).contains("  port: " + port + "\n");
                } else {
                    assertThat(port).isEqualTo(Integer.valueOf(management));
                }
            }
            assertThat(container.at("/livenessProbe/httpGet/path").asString()).endsWith("liveness");
            assertThat(container.at("/readinessProbe/httpGet/path").asString())
                    .endsWith("readiness");
        }
    }

    private static String resource(String service) {
        return service.equals("api-gateway") ? "api-gateway.yml" : service + "-process.yml";
    }

    @Test
    void eachSettingIsOne() throws IOException {
        List<String> known =
                Files.readAllLines(
                                Manifests.REPOSITORY.resolve(
                                        "operations/src/main/resources/META-INF/snapledger-settings.txt"))
                        .stream()
                        .filter(line -> line.startsWith("snapledger."))
                        .toList();
        Set<String> documented =
                Stream.of("docs/configuration.md", "docs/operations.md")
                        .flatMap(page -> read(page).results("`([a-z][a-z0-9.-]+)`"))
                        .map(found -> letters(found.group(1)))
                        .collect(Collectors.toSet());
        Set<String> seenToWork =
                read("docker-compose.yml")
                        .results("(?m)^ +([A-Z][A-Z0-9_]+): ")
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        Set<String> names = new TreeSet<>();
        for (Manifests manifests : List.of(BASE, EXAMPLE)) {
            each(manifests.kustomization().path("configMapGenerator"))
                    .forEach(generated -> names.addAll(literals(generated).keySet()));
        }
        for (JsonNode workload : workloads()) {
            JsonNode container = container(workload);
            each(container.path("env"))
                    .map(variable -> variable.path("name").asString())
                    // What only stands in for a part of what follows is nobody's setting.
                    .filter(name -> !container.toString().contains("$(" + name + ")"))
                    .forEach(names::add);
        }

        assertThat(names).hasSizeGreaterThan(25);
        assertThat(
                        names.stream()
                                .filter(name ->
                                        name.startsWith("SNAPLEDGER_")
                                                ? known.stream().noneMatch(it -> means(name, it))
                                                : !documented.contains(letters(name))
                                                        && !seenToWork.contains(name)))
                .isEmpty();
    }

    private static boolean means(String variable, String setting) {
        String pattern =
                Stream.of(setting.split("\\*", -1))
                        .map(KubernetesManifestsTest::letters)
                        .collect(Collectors.joining("[a-z0-9]+"));
        // A list may be one value with commas.
        return letters(variable).matches(pattern)
                || (setting.endsWith(".*") && letters(variable).equals(letters(setting)));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    @Test
    void noSecretIsWrittenDownAndEachIsOnThePage() {
        Map<String, Set<String>> onThePage = new TreeMap<>();
        read("docs/operations.md")
                .results("(?m)^\\| (?:Secret|ConfigMap) `([a-z-]+)` \\| ([^|]+) \\|")
                .forEach(row ->
                        onThePage.put(
                                row.group(1),
                                Pattern.compile("`([^`]+)`")
                                        .matcher(row.group(2))
                                        .results()
                                        .map(key -> key.group(1))
                                        .collect(Collectors.toSet())));
        Map<String, Set<String>> used = new TreeMap<>();
        for (JsonNode workload : workloads()) {
            JsonNode container = container(workload);
            each(container.path("env"))
                    .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                    .filter(JsonNode::isObject)
                    .forEach(secret ->
                            used.computeIfAbsent(
                                            secret.path("name").asString(), _ -> new TreeSet<>())
                                    .add(secret.path("key").asString()));
            collectMounted(workload, used);
            each(container.path("env"))
                    .filter(variable -> variable.path("name").asString().endsWith("PASSWORD"))
                    .forEach(variable -> assertThat(variable.has("value")).isFalse());
        }

        assertThat(used).isEqualTo(onThePage);
        assertThat(BASE.objects()).noneMatch(object -> kind(object).equals("Secret"));
    }

    // Of what is mounted, the files that settings or items name.
    private static void collectMounted(JsonNode workload, Map<String, Set<String>> used) {
        JsonNode container = container(workload);
        for (JsonNode volume : template(workload).at("/spec/volumes")) {
            String mounted =
                    volume.at("/secret/secretName").asString("")
                            + volume.at("/configMap/name").asString("");
            if (mounted.isEmpty()) {
                continue;
            }
            String folder =
                    each(container.path("volumeMounts"))
                            .filter(mount -> mount.path("name").equals(volume.path("name")))
                            .map(mount -> mount.path("mountPath").asString())
                            .findFirst()
                            .orElseThrow();
            Set<String> keys = used.computeIfAbsent(mounted, _ -> new TreeSet<>());
            each(volume.at("/configMap/items"))
                    .forEach(item -> keys.add(item.path("key").asString()));
            settingsOf(container).values().stream()
                    .map(value -> value.replaceFirst("^file:", ""))
                    .filter(value -> value.startsWith(folder + "/"))
                    .forEach(value -> keys.add(value.substring(folder.length() + 1)));
        }
    }

    @Test
    void eachFileThatIsNamedIsMounted() {
        for (JsonNode workload : workloads()) {
            JsonNode container = container(workload);
            Set<String> volumes = new HashSet<>();
            each(template(workload).at("/spec/volumes"))
                    .forEach(volume -> volumes.add(volume.path("name").asString()));
            each(workload.at("/spec/volumeClaimTemplates"))
                    .forEach(claim -> volumes.add(name(claim)));
            assertThat(
                            each(container.path("volumeMounts"))
                                    .map(mount -> mount.path("name").asString()))
                    .as(name(workload))
                    .containsExactlyInAnyOrderElementsOf(volumes);
            List<String> folders =
                    each(container.path("volumeMounts"))
                            .map(mount -> mount.path("mountPath").asString())
                            .toList();
            assertThat(
                            settingsOf(container).values().stream()
                                    .map(value -> value.replaceFirst("^file:", ""))
                                    .filter(value -> value.matches("/[^:]*")))
                    .as(name(workload))
                    .allMatch(file ->
                            folders.stream().anyMatch(it -> (file + "/").startsWith(it + "/")));
        }
        assertThat(container(workload("storage-agent")).path("volumeMounts").size()).isEqualTo(3);
        assertThat(template(workload("storage-agent")).toString())
                .contains(name(objects("PersistentVolumeClaim").getFirst()));
    }

    @Test
    void theScriptsOfTheTopicsAreThoseOfTheDocs() {
        Set<String> paths =
                each(template(workload("topics")).at("/spec/volumes"))
                        .flatMap(volume -> each(volume.at("/configMap/items")))
                        .map(item -> item.path("path").asString())
                        .collect(Collectors.toSet());

        assertThat(paths)
                .contains("topics.txt")
                .allSatisfy(path ->
                        assertThat(Manifests.REPOSITORY.resolve("docs/operations").resolve(path))
                                .isRegularFile());
        assertThat(container(workload("topics")).path("command").path(1).asString())
                .isEqualTo("/operations/containers/make-missing-topics.sh");
    }

    @Test
    void eachContainerIsAsHardenedAsThoseOfOneMachine() {
        for (JsonNode workload : workloads()) {
            JsonNode pod = template(workload).path("spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asString())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            JsonNode own = container(workload).path("securityContext");
            assertThat(own.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
            assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(own.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
            for (String bound : List.of("requests", "limits")) {
                assertThat(container(workload).at("/resources/" + bound).propertyNames())
                        .containsExactlyInAnyOrder("cpu", "memory");
            }
        }
        assertThat(read("Dockerfile").text())
                .contains("USER " + podUser("command-service") + ":" + podUser("command-service"));
    }

    private static int podUser(String service) {
        return template(workload(service)).at("/spec/securityContext/runAsUser").asInt();
    }

    @Test
    void aPodHasLongerToEndThanItsServiceTakes() {
        for (String service : SERVICES) {
            String drain =
                    settingsOf(container(workload(service))).getOrDefault("SNAPLEDGER_DRAIN", "");
            assertThat(drain).as(service).matches(SECONDS);
            int seconds = Integer.parseInt(drain.substring(0, drain.length() - 1));
            assertThat(
                            template(workload(service))
                                    .at("/spec/terminationGracePeriodSeconds")
                                    .asInt())
                    .as(service)
                    .isGreaterThan(seconds + THEN_UNDER_WAY);
        }
    }

    @Test
    void whateverChoosesPodsChoosesSome() {
        for (JsonNode object : BASE.objects()) {
            switch (kind(object)) {
                case "Service" -> {
                    JsonNode chosen = chosen(object.at("/spec/selector"));
                    assertThat(
                                    each(object.at("/spec/ports"))
                                            .map(port -> port.path("targetPort").asString()))
                            .isSubsetOf(
                                    each(container(chosen).path("ports"))
                                            .map(port -> port.path("name").asString())
                                            .toList());
                }
                case "PodDisruptionBudget", "Deployment", "StatefulSet" -> {
                    JsonNode chosen = chosen(object.at("/spec/selector/matchLabels"));
                    assertThat(name(chosen)).isEqualTo(name(object));
                }
                case "HorizontalPodAutoscaler" -> {
                    JsonNode scaled = workload(object.at("/spec/scaleTargetRef/name").asString());
                    assertThat(kind(scaled))
                            .isEqualTo(object.at("/spec/scaleTargetRef/kind").asString());
                    // Else each apply would undo what the autoscaler has done.
                    assertThat(scaled.path("spec").has("replicas")).isFalse();
                }
                case "NetworkPolicy" -> chosen(object.at("/spec/podSelector/matchLabels"));
                default -> assertThat(kind(object)).isIn("Job", "PersistentVolumeClaim");
            }
        }
        assertThat(EXAMPLE.objects())
                .filteredOn(object -> kind(object).equals("Ingress"))
                .allSatisfy(ingress ->
                        assertThat(
                                        ingress.at(
                                                        "/spec/rules/0/http/paths/0/backend/service/name")
                                                .asString())
                                .isEqualTo("api-gateway"));
    }

    // The first of those that have all of these labels.
    private static JsonNode chosen(JsonNode labels) {
        assertThat(labels.size()).isPositive();
        return workloads().stream()
                .filter(workload ->
                        labels.properties().stream()
                                .allMatch(label ->
                                        label.getValue()
                                                .equals(labelsOf(workload).get(label.getKey()))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing has the labels " + labels));
    }

    private static Map<String, JsonNode> labelsOf(JsonNode workload) {
        Map<String, JsonNode> labels = new HashMap<>();
        template(workload)
                .at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue()));
        // Kustomize adds them.
        each(BASE.kustomization().path("labels"))
                .filter(added -> added.path("includeTemplates").asBoolean(false))
                .flatMap(added -> added.path("pairs").properties().stream())
                .forEach(label -> labels.put(label.getKey(), label.getValue()));
        return labels;
    }

    @Test
    void gatewaysFindTheServicesBehindThemByTheirNames() {
        Map<String, String> settings = settingsOf(container(workload("api-gateway")));
        for (String service : List.of("command-service", "query-service")) {
            JsonNode found =
                    objects("Service").stream()
                            .filter(it -> name(it).equals(service))
                            .findFirst()
                            .orElseThrow();
            assertThat(found.at("/spec/clusterIP").asString()).as(service).isEqualTo("None");
            assertThat(
                            settings.get(
                                    "SNAPLEDGER_LINK_%s_URLS"
                                            .formatted(
                                                    service.toUpperCase(Locale.ROOT)
                                                            .replace('-', '_'))))
                    .isEqualTo(
                            "https+srv://_%s._tcp.%s.$(NAMESPACE).svc.cluster.local"
                                    .formatted(found.at("/spec/ports/0/name").asString(), service));
        }
    }

    @Test
    void nobodyReachesMoreThanItNeeds() {
        assertThat(egress("api-gateway")).doesNotContain(5432, 9092).contains(8778, 8779);
        assertThat(egress("command-service")).containsExactlyInAnyOrder(5432, 9092);
        assertThat(egress("query-service")).containsExactlyInAnyOrder(5432, 9092);
        assertThat(egress("storage-agent")).containsExactly(9092);
        assertThat(egress("topics")).containsExactly(9092);
        for (String inner : List.of("command-service", "query-service")) {
            assertThat(
                            policy(inner)
                                    .at("/spec/ingress/0/from/0/podSelector/matchLabels")
                                    .toString())
                    .isEqualTo("{\"app.kubernetes.io/name\":\"api-gateway\"}");
        }
        // Who is not chosen by any policy could do anything.
        JsonNode all = policy("nothing-else").path("spec");
        assertThat(texts(all.path("policyTypes"))).containsExactly("Ingress", "Egress");
        assertThat(all.has("ingress") || all.has("egress")).isFalse();
        assertThat(
                        each(policy("figures").at("/spec/ingress/0/ports"))
                                .map(port -> port.path("port").asInt()))
                .containsExactlyInAnyOrderElementsOf(
                        SERVICES.stream()
                                .map(service -> container(workload(service)))
                                .map(container ->
                                        each(container.path("ports"))
                                                .filter(port ->
                                                        port.path("name")
                                                                .equals(
                                                                        container.at(
                                                                                "/livenessProbe/httpGet/port")))
                                                .findFirst()
                                                .orElseThrow()
                                                .path("containerPort")
                                                .asInt())
                                .toList());
    }

    private static List<Integer> egress(String name) {
        return each(policy(name).at("/spec/egress"))
                .flatMap(to -> each(to.path("ports")))
                .map(port -> port.path("port").asInt())
                .toList();
    }

    private static JsonNode policy(String name) {
        return objects("NetworkPolicy").stream()
                .filter(it -> name(it).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> workloads() {
        return BASE.objects().stream()
                .filter(object -> object.at("/spec/template").isObject())
                .toList();
    }

    private static List<JsonNode> objects(String kind) {
        return BASE.objects().stream().filter(object -> kind(object).equals(kind)).toList();
    }

    private static JsonNode workload(String name) {
        Predicate<JsonNode> isIt = object -> name(object).equals(name);
        return workloads().stream().filter(isIt).findFirst().orElseThrow();
    }

    private static JsonNode template(JsonNode workload) {
        return workload.at("/spec/template");
    }

    private static JsonNode container(JsonNode workload) {
        JsonNode containers = template(workload).at("/spec/containers");
        assertThat(containers.size()).as(name(workload)).isEqualTo(1);
        return containers.path(0);
    }

    /** What a container is told: by its own variables, and by generated ConfigMaps. */
    private static Map<String, String> settingsOf(JsonNode container) {
        Map<String, String> settings = new TreeMap<>();
        each(container.path("envFrom"))
                .map(from -> from.at("/configMapRef/name").asString())
                .forEach(named ->
                        settings.putAll(
                                each(BASE.kustomization().path("configMapGenerator"))
                                        .filter(it -> it.path("name").asString().equals(named))
                                        .findFirst()
                                        .map(KubernetesManifestsTest::literals)
                                        .orElseThrow(() -> new AssertionError("no " + named))));
        each(container.path("env"))
                .forEach(variable ->
                        settings.put(
                                variable.path("name").asString(),
                                variable.path("value").asString("")));
        return settings;
    }

    private static Map<String, String> literals(JsonNode generated) {
        Map<String, String> literals = new TreeMap<>();
        each(generated.path("literals"))
                .map(JsonNode::asString)
                .forEach(literal -> {
                    int equals = literal.indexOf('=');
                    assertThat(equals).as(literal).isPositive();
                    literals.put(literal.substring(0, equals), literal.substring(equals + 1));
                });
        return literals;
    }

    private static List<String> texts(JsonNode list) {
        return each(list).map(JsonNode::asString).toList();
    }

    private static Page read(String file) {
        try {
            return new Page(Files.readString(Manifests.REPOSITORY.resolve(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Page(String text) {

        Stream<MatchResult> results(String pattern) {
            return Pattern.compile(pattern).matcher(text).results();
        }
    }
}
