package io.snapledger.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is mistyped is found. */
class KubernetesSchemaTest {

    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: one}
            spec:
              replicas: 2
              selector:
                matchLabels: {app: one}
              template:
                metadata:
                  labels: {app: one}
                spec:
                  enableServiceLinks: false
                  containers:
                    - name: one
                      image: one
                      ports: [{containerPort: 1}]
                      env: [{name: A, value: "1"}]
                      readinessProbe:
                        httpGet: {path: /, port: http}
                      resources:
                        limits: {memory: 64Mi}
            """;

    @Test
    void whatIsRightIsRight() {
        assertThat(KubernetesSchema.problemsOf(Manifests.parsed(DEPLOYMENT).getFirst())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 2 | replica: 2 | Deployment.spec has no replica",
                "replicas: 2 | replicas: two | Deployment.spec.replicas has to be a whole number",
                "readinessProbe | readinesProbe | containers[0] has no readinesProbe",
                "path: / | pth: / | httpGet has no pth",
                "port: http | prt: http | httpGet lacks port",
                "containerPort: 1 | containerPort: '1' | containerPort has to be a whole number",
                "value: \"1\" | value: 1 | env[0].value has to be a text",
                "64Mi | 64MB | limits.memory has to be a quantity",
                "Links: false | Links: 'no' | enableServiceLinks has to be true or false",
                "matchLabels: {app: one} | matchLabels: [app] | matchLabels has to be a map",
                "name: one} | label: one} | Deployment has no name",
                "apps/v1 | app/v1 | app/v1 Deployment is not known",
                "kind: Deployment | kind: Deploiment | Deploiment is not known",
            })
    void whatIsMistypedIsFound(String right, String wrong, String problem) {
        assertThat(DEPLOYMENT).contains(right);

        assertThat(
                        KubernetesSchema.problemsOf(
                                Manifests.parsed(DEPLOYMENT.replace(right, wrong)).getFirst()))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void aPatchMayLackWhatItDoesNotChangeAndNothingElse() {
        String patch =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: one}
                spec: {replicas: 3}
                """;

        assertThat(KubernetesSchema.problemsOfPatch(Manifests.parsed(patch).getFirst())).isEmpty();
        assertThat(KubernetesSchema.problemsOf(Manifests.parsed(patch).getFirst()))
                .contains("Deployment.spec lacks selector", "Deployment.spec lacks template");
        assertThat(
                        KubernetesSchema.problemsOfPatch(
                                Manifests.parsed(patch.replace("replicas", "replica")).getFirst()))
                .containsExactly("Deployment.spec has no replica");
    }
}
