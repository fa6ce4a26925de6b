package io.snapledger.gateway.versions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.edge.Versioned;
import io.snapledger.gateway.links.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which versions there are: cinder/api/versions.py and manila/api/versions.py. */
@Versioned
@RestController
class VersionsController {

    // Every method, as upstream's routes have no condition here.
    @RequestMapping("/")
    @ResponseStatus(HttpStatus.MULTIPLE_CHOICES)
    VersionsBody all(Links links, HttpServletRequest request) {
        return new VersionsBody(
                Arrays.stream(Api.values())
                        .sorted(Comparator.comparing(api -> !isAskedFor(api, request)))
                        .map(api -> version(api, links))
                        .toList());
    }

    // manilaclient/api_versions.py, _get_server_version_range, takes the first that is CURRENT for
    // its own; cinderclient/client.py, get_server_version, looks for a number.
    private static boolean isAskedFor(Api api, HttpServletRequest request) {
        return request.getHeader(api.versionHeader()) != null;
    }

    @RequestMapping({"/v3/", "/v2/"})
    VersionsBody index(Links links) {
        return new VersionsBody(List.of(version(links.api(), links)));
    }

    private static VersionBody version(Api api, Links links) {
        String self = links.base() + api.prefix() + "/";
        return switch (api) {
            case BLOCK_STORAGE ->
                    version(
                            api,
                            "v3.0",
                            "2022-08-31T00:00:00Z",
                            "https://docs.openstack.org/",
                            self,
                            "application/vnd.openstack.volume+json;version=3");
            case SHARED_FILE_SYSTEM ->
                    version(
                            api,
                            "v2.0",
                            "2015-08-27T11:33:21Z",
                            "http://docs.openstack.org/",
                            self,
                            "application/vnd.openstack.share+json;version=1");
        };
    }

    private static VersionBody version(
            Api api, String id, String updated, String describedBy, String self, String type) {
        return new VersionBody(
                id,
                "CURRENT",
                api.maximum().toString(),
                api.minimum().toString(),
                updated,
                List.of(
                        new LinkBody("describedby", "text/html", describedBy),
                        new LinkBody("self", null, self)),
                List.of(new MediaTypeBody("application/json", type)));
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
