package io.snapledger.gateway.resourcefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.list.ResourceFilters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceFiltersControllerTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "group,`{\"resource_filters\": [{\"resource\": \"group\", \"filters\": [\"name\"]}]}`",
                "group_snapshot,`{\"resource_filters\": [{\"resource\": \"group_snapshot\", \"filters\":"
                        + " [\"name\", \"status\", \"group_id\"]}]}`",
                "volume_type,`{\"resource_filters\": [{\"resource\": \"volume_type\", \"filters\":"
                        + " [\"is_public\", \"extra_specs\"]}]}`",
                "nothing,`{\"resource_filters\": []}`"
            })
    void thoseOfOneResource(String resource, String expected) {
        assertThat(
                        gateway.asMember("GET", "/v3/d0/resource_filters?resource=" + resource)
                                .send()
                                .body())
                .isEqualTo(expected);
    }

    @Test
    void thoseOfAllResourcesInTheFilesOrder() {
        for (String query : new String[] {"", "?resource="}) {
            assertThat(gateway.asMember("GET", "/v3/resource_filters" + query).send().body())
                    .startsWith(
                            "{\"resource_filters\": [{\"resource\": \"volume\", \"filters\": [\"name\","
                                    + " \"status\", \"metadata\", \"bootable\", \"migration_status\",")
                    .endsWith(
                            "{\"resource\": \"volume_type\", \"filters\": [\"is_public\","
                                    + " \"extra_specs\"]}]}")
                    .satisfies(body ->
                            assertThat(body.split("\"resource\"", -1))
                                    .hasSize(ResourceFilters.ALL.size() + 1));
        }
    }

    @Test
    void listsTakeWhatIsShownAndNothingElse() {
        String[][] lists = {
            {"group", "/v3/groups"},
            {"group_snapshot", "/v3/group_snapshots"},
            {"volume", "/v3/volumes"},
            {"snapshot", "/v3/snapshots"},
            {"volume_type", "/v3/types"},
            {"message", "/v3/messages"}
        };
        for (String[] list : lists) {
            for (ResourceFilters other : ResourceFilters.ALL) {
                for (String filter : other.filters()) {
                    boolean shown =
                            ResourceFilters.named(list[0]).orElseThrow().filters().contains(filter);
                    assertThat(
                                    gateway.asMember("GET", list[1] + "?" + filter + "=x")
                                            .send()
                                            .body()
                                            .contains("Invalid filters " + filter + " are found"))
                            .as("%s by %s", list[1], filter)
                            .isNotEqualTo(shown);
                }
            }
        }
    }

    @Test
    void theyWereBornAt333() {
        assertThat(gateway.asMember("GET", "/v3/resource_filters").at("3.32").send().body())
                .isEqualTo(
                        "{\"itemNotFound\": {\"code\": 404, \"message\": \"The resource could not be"
                                + " found.\"}}");
    }
}
