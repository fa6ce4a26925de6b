package io.snapledger.gateway.versions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.gateway.edge.Versioned;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.microversion.CinderVersions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which versions there are: cinder/api/versions.py, VersionsController. */
@Versioned
@RestController
class VersionsController {

    private static final String UPDATED = "2022-08-31T00:00:00Z";

    // Every method, as upstream's routes have no condition here.
    @RequestMapping("/")
    @ResponseStatus(HttpStatus.MULTIPLE_CHOICES)
    VersionsBody all(Links links) {
        return body(links);
    }

    @RequestMapping("/v3/")
    VersionsBody index(Links links) {
        return body(links);
    }

    private static VersionsBody body(Links links) {
        return new VersionsBody(
                List.of(
                        new VersionBody(
                                "v3.0",
                                "CURRENT",
                                CinderVersions.MAXIMUM,
                                CinderVersions.BASE_VERSION,
                                UPDATED,
                                List.of(
                                        new LinkBody(
                                                "describedby",
                                                "text/html",
                                                "https://docs.openstack.org/"),
                                        new LinkBody("self", null, links.base() + "/v3/")),
                                List.of(
                                        new MediaTypeBody(
                                                "application/json",
                                                "application/vnd.openstack.volume+json;version=3")))));
    }

    record VersionsBody(List<VersionBody> versions) {}

    record VersionBody(
            String id,
            String status,
            String version,
            String minVersion,
            String updated,
            List<LinkBody> links,
            @JsonProperty("media-types") List<MediaTypeBody> mediaTypes) {}

    record LinkBody(
            String rel,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String type,
            String href) {}

    record MediaTypeBody(String base, String type) {}
}
