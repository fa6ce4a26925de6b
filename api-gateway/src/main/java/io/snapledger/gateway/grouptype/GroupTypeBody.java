package io.snapledger.gateway.grouptype;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One group type: cinder/api/v3/views/group_types.py. */
record GroupTypeBody(
        String id,
        String name,
        @Nullable String description,
        boolean isPublic,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Map<String, @Nullable String> groupSpecs) {

    /** As this caller may see it. */
    static GroupTypeBody of(GroupTypeView type, Caller caller, Policy policy) {
        return new GroupTypeBody(
                type.id().toString(),
                type.name(),
                type.description(),
                type.isPublic(),
                policy.allows(caller, GroupTypePolicy.SHOW_SPECS, Target.own(caller))
                        ? type.groupSpecs()
                        : null);
    }

    /** {@code {"group_type": {…}}} */
    record One(GroupTypeBody groupType) {}

    /** {@code {"group_types": […]}} */
    record Page(
            List<GroupTypeBody> groupTypes,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> groupTypeLinks) {}
}
