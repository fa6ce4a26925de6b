package io.snapledger.gateway.quota;

import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.openapi.ManilaShapes;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about quotas carry. */
@Component
final class QuotaShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("PUT /os-quota-sets/{id}").takes(QuotaSchemas.PROJECT),
                Shape.of("PUT /os-quota-class-sets/{id}").takes(QuotaSchemas.CLASS),
                Shape.of("GET /os-quota-sets/{id}").with("usage", Schema.lenientBoolean()),
                Shape.of("GET /limits")
                        .with("project_id", CinderVersions.LIMITS_ADMIN_FILTER, Schema.string())
                        .with("tenant_id", CinderVersions.LIMITS_ADMIN_FILTER, Schema.string()),
                ofShareType("GET /v2/quota-sets/{id}"),
                ofShareType("GET /v2/quota-sets/{id}/detail"),
                ofShareType("PUT /v2/quota-sets/{id}").takes(shareQuotaSet()),
                ofShareType("DELETE /v2/quota-sets/{id}"),
                Shape.of("PUT /v2/os-quota-sets/{id}").takes(shareQuotaSet()),
                Shape.of("PUT /v2/quota-class-sets/{id}").takes(shareQuotaClassSet()),
                Shape.of("PUT /v2/os-quota-class-sets/{id}").takes(shareQuotaClassSet()));
    }

    private static Shape ofShareType(String route) {
        return Shape.of(route).with("share_type", ManilaVersions.SHARE_TYPE_QUOTA, Schema.string());
    }

    private static Schema shareQuotaSet() {
        return ManilaShapes.under(
                QuotaSchemas.QUOTA_SET,
                QuotaSchemas.ofShares().property("force", Schema.lenientBoolean()));
    }

    private static Schema shareQuotaClassSet() {
        return ManilaShapes.under(QuotaSchemas.QUOTA_CLASS_SET, QuotaSchemas.ofShares());
    }
}
