package io.snapledger.query.rebuild;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The schemas in which builds of this service keep their views. Builds whose views look different
 * have one each, with processors and positions of its own, so that they run side by side.
 */
@Component
class Shapes {

    private static final Logger log = LoggerFactory.getLogger(Shapes.class);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,19}");

    // A processor that lives writes so every second or so.
    private static final String LIVING =
            """
            select processor from {schema}.processor_token
            where owner is not null and written_at::timestamptz > now() - interval '30 seconds'
            limit 1
            """;

    private final JdbcClient views;
    private final TransactionTemplate transactions;
    private final String own;

    Shapes(JdbcClient views, PlatformTransactionManager transactions, ViewsProperties properties) {
        this.views = views;
        this.transactions = new TransactionTemplate(transactions);
        own = properties.schema();
    }

    /**
     * Drops the views of a build that runs nowhere any more.
     *
     * @throws CannotRebuild if they are not such
     */
    void retire(String schema) {
        if (!NAME.matcher(schema).matches() || !hasViews(schema)) {
            throw new CannotRebuild("There are no views in a schema " + schema);
        }
        if (schema.equals(own)) {
            throw new CannotRebuild("The schema " + schema + " has the views of this build itself");
        }
        transactions.executeWithoutResult(_ -> {
            @Nullable String living =
                    views.sql(LIVING.replace("{schema}", schema))
                            .query(String.class)
                            .optional()
                            .orElse(null);
            if (living != null) {
                throw new CannotRebuild(
                        "The schema %s is in use: its processor %s runs somewhere"
                                .formatted(schema, living));
            }
            for (String each : belongingTo(schema)) {
                views.sql("drop schema " + each + " cascade").update();
            }
        });
        log.info("The views in the schema {} are dropped", schema);
    }

    private boolean hasViews(String schema) {
        return views.sql(
                        """
                        select to_regclass(? || '.processor_token') is not null
                          and to_regclass(? || '.view_rebuild') is not null
                        """)
                .param(schema)
                .param(schema)
                .query(Boolean.class)
                .single();
    }

    private List<String> belongingTo(String schema) {
        return views.sql(
                        """
                        select n.nspname from pg_namespace n
                        where n.nspname = ?
                          or (starts_with(n.nspname, ? || '_rebuild_')
                            and exists (select from %s.view_rebuild r
                              where r.id::text = obj_description(n.oid, 'pg_namespace')))
                        """
                                .formatted(schema))
                .param(schema)
                .param(schema)
                .query(String.class)
                .list();
    }
}
