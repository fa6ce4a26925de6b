package io.snapledger.gateway.sharetype;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * manila/api/views/types.py.
 *
 * @param extraSpecs texts, and false for what holds where nothing was set
 */
record ShareTypeBody(
        ShareTypeId id,
        String name,
        Map<String, Object> extraSpecs,
        Map<String, String> requiredExtraSpecs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("share_type_access:is_public")
                @Nullable Boolean isPublic,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("os-share-type-access:is_public")
                @Nullable Boolean isPublicAsExtension,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> description,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("is_default")
                @Nullable Boolean isDefault) {

    static ShareTypeBody of(
            ShareTypeView view, @Nullable String defaultName, Caller caller, Microversion version) {
        boolean isCore = version.atLeast(ManilaVersions.NO_EXTENSION_PREFIX);
        return new ShareTypeBody(
                view.id(),
                view.name(),
                ExtraSpecs.shown(
                        view.extraSpecs(),
                        caller.admin(),
                        version.atLeast(ManilaVersions.CREATE_SHARE_FROM_SNAPSHOT_SUPPORT)),
                ExtraSpecs.required(view.extraSpecs()),
                isCore ? view.isPublic() : null,
                isCore ? null : view.isPublic(),
                Shown.when(
                        version.atLeast(ManilaVersions.SHARE_TYPE_DESCRIPTION), view.description()),
                version.atLeast(ManilaVersions.SHARE_TYPE_IS_DEFAULT)
                        ? view.name().equals(defaultName)
                        : null);
    }

    /** The same twice, under the name of Cinder's day and under its own. */
    record One(ShareTypeBody volumeType, ShareTypeBody shareType) {

        static One of(ShareTypeBody body) {
            return new One(body, body);
        }
    }

    /** The same, of many. */
    record All(List<ShareTypeBody> volumeTypes, List<ShareTypeBody> shareTypes) {

        static All of(List<ShareTypeBody> bodies) {
            return new All(bodies, bodies);
        }
    }

    /** {@code {"share_type_access": […]}} */
    record Access(List<Project> shareTypeAccess) {

        static Access of(ShareTypeView view) {
            return new Access(
                    view.projectIds().stream()
                            .map(project -> new Project(view.id(), project))
                            .toList());
        }
    }

    record Project(ShareTypeId shareTypeId, String projectId) {}

    /** {@code {"extra_specs": {…}}} */
    record Specs(Map<String, String> extraSpecs) {}
}
