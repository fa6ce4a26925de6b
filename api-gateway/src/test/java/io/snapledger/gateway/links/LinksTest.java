package io.snapledger.gateway.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.list.QueryParameters;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static final UUID ID = UUID.fromString("5f0cf1d4-0ffd-4dfa-9e3c-7b9e3a6d9a01");

    private static final Links WITH_PROJECT =
            new Links(Api.BLOCK_STORAGE, "http://host:8776", "p1");
    private static final Links WITHOUT_PROJECT =
            new Links(Api.BLOCK_STORAGE, "http://host:8776", null);

    @Test
    void theProjectIsInALinkIfItIsInTheRequest() {
        assertThat(WITH_PROJECT.of("volumes", ID))
                .containsExactly(
                        new Link("self", "http://host:8776/v3/p1/volumes/" + ID),
                        new Link("bookmark", "http://host:8776/p1/volumes/" + ID));
        assertThat(WITHOUT_PROJECT.of("volumes", ID))
                .containsExactly(
                        new Link("self", "http://host:8776/v3/volumes/" + ID),
                        new Link("bookmark", "http://host:8776/volumes/" + ID));
    }

    @Test
    void theNextPageIsAskedForWithTheSameParametersAndTheMarkerLast() {
        QueryParameters parameters =
                QueryParameters.parse(
                        "sort=name%3Aasc&marker=old&limit=%202&x=%C3%A9*~-._%2F",
                        Api.BLOCK_STORAGE);

        assertThat(WITH_PROJECT.next("group_snapshots", parameters, ID))
                .isEqualTo(
                        new Link(
                                "next",
                                "http://host:8776/v3/p1/group_snapshots?sort=name%3Aasc&limit=+2"
                                        + "&x=%C3%A9%2A~-._%2F&marker="
                                        + ID));
    }

    @Test
    void theNextPageDoesNotSkipRowsAgain() {
        assertThat(
                        WITH_PROJECT
                                .next(
                                        "groups",
                                        QueryParameters.parse(
                                                "offset=2&limit=1", Api.BLOCK_STORAGE),
                                        ID)
                                .href())
                .isEqualTo("http://host:8776/v3/p1/groups?limit=1&marker=" + ID);
    }
}
