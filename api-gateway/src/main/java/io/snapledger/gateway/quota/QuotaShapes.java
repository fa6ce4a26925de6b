package io.snapledger.gateway.quota;

import io.snapledger.gateway.microversion.CinderVersions;
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
                        .with("tenant_id", CinderVersions.LIMITS_ADMIN_FILTER, Schema.string()));
    }
}
