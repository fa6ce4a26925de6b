package io.snapledger.query.rebuild;

import io.snapledger.query.projection.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Tables made like a view's live ones in a schema of their own, under the same names and with
 * indexes of the same names: once they have taken the place of the others, nothing tells them
 * apart, neither a statement nor a later migration.
 */
@Component
class ShadowTables {

    /** What a table is, but for its indexes: those are made when the rows are in. */
    private static final String LIKE =
            """
            create table {shadow}.{table} (like {live}.{table} including comments including compression
              including constraints including defaults including generated including identity
              including statistics including storage)
            """;

    private static final String KEYS =
            """
            select format('alter table %I.%I add constraint %I %s', ?::text, c.relname,
              k.conname, pg_get_constraintdef(k.oid))
            from pg_constraint k join pg_class c on c.oid = k.conrelid
            where c.oid = any({tables}) and k.contype in ('p', 'u', 'x')
            order by k.conname
            """;

    private static final String GRANTS =
            """
            select format('grant %s on %I.%I to %s%s', a.privilege_type, ?::text, c.relname,
              case when a.grantee = 0 then 'public' else quote_ident(r.rolname) end,
              case when a.is_grantable then ' with grant option' else '' end)
            from pg_class c cross join aclexplode(c.relacl) a
            left join pg_roles r on r.oid = a.grantee
            where c.oid = any({tables}) and a.grantee <> c.relowner
            """;

    // PostgreSQL writes an index's table with its schema, whatever the search path.
    private static final String INDEXES =
            """
            select regexp_replace(pg_get_indexdef(i.indexrelid),
              ' ON ' || format('%I.%I', ?::text, c.relname) || ' ',
              ' ON ' || format('%I.%I', ?::text, c.relname) || ' ') as statement
            from pg_index i join pg_class c on c.oid = i.indrelid
              join pg_class x on x.oid = i.indexrelid
            where c.oid = any({tables})
              and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
              and not exists (select from pg_class s
                where s.relname = x.relname and s.relnamespace = to_regnamespace(?))
            order by x.relname
            """;

    private static final String SHAPE =
            """
            select string_agg(line, e'\\n' order by line) from (
              select format('%s.%s %s %s %s %s %s', c.relname, a.attname,
                format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attidentity,
                pg_get_expr(d.adbin, d.adrelid)) as line
              from pg_class c join pg_attribute a on a.attrelid = c.oid
              left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
              where c.oid = any({tables}) and a.attnum > 0 and not a.attisdropped
              union all
              select format('%s %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
              from pg_class c join pg_constraint k on k.conrelid = c.oid where c.oid = any({tables})
              union all
              select pg_get_indexdef(i.indexrelid) from pg_index i where i.indrelid = any({tables})
            ) shape
            """;

    private static final String IN_THE_WAY =
            """
            select what from (
              select format('the trigger %s on %s', t.tgname, t.tgrelid::regclass) as what
              from pg_trigger t where t.tgrelid = any({tables}) and not t.tgisinternal
              union all
              select format('the foreign key %s between %s and %s', k.conname,
                k.conrelid::regclass, k.confrelid::regclass)
              from pg_constraint k
              where k.contype = 'f' and (k.conrelid = any({tables}) or k.confrelid = any({tables}))
              union all
              select format('%s, which reads %s', r.ev_class::regclass, d.refobjid::regclass)
              from pg_depend d join pg_rewrite r on r.oid = d.objid
              where d.classid = 'pg_rewrite'::regclass and d.refobjid = any({tables})
              union all
              select format('row security of %s', c.oid::regclass) from pg_class c
              where c.oid = any({tables}) and c.relrowsecurity
              union all
              select format('the publication of %s', p.prrelid::regclass)
              from pg_publication_rel p where p.prrelid = any({tables})
              union all
              select format('the setting %s of %s', c.reloptions[1], c.oid::regclass)
              from pg_class c where c.oid = any({tables}) and cardinality(c.reloptions) > 0
              union all
              select format('the owner %s of %s', pg_get_userbyid(c.relowner), c.oid::regclass)
              from pg_class c
              where c.oid = any({tables}) and pg_get_userbyid(c.relowner) <> current_user
              union all
              select format('a grant on, or a setting of, the column %s of %s', a.attname,
                a.attrelid::regclass)
              from pg_attribute a
              where a.attrelid = any({tables}) and a.attnum > 0 and not a.attisdropped
                and (a.attacl is not null or a.attoptions is not null or a.attstattarget >= 0)
              union all
              select format('%s, which has the row type of %s',
                pg_describe_object(d.classid, d.objid, d.objsubid), t.typrelid::regclass)
              from pg_depend d join pg_type t on d.refobjid in (t.oid, t.typarray)
              where d.refclassid = 'pg_type'::regclass and d.deptype = 'n'
                and t.typrelid = any({tables})
            ) found limit 1
            """;

    private static final String TABLES =
            """
            array(select to_regclass(format('%I.%I', '{schema}', t)) from unnest(?::text[]) t)\
            """;

    private final JdbcClient views;
    private final String live;

    ShadowTables(JdbcClient views, ViewsProperties properties) {
        this.views = views;
        live = properties.schema();
    }

    /** The schema in which a view is made again. */
    String schema(View view) {
        return prefix() + view.name().replace('-', '_');
    }

    private String prefix() {
        return live + "_rebuild_";
    }

    private String retired(View view) {
        return live + "_retired_" + view.name().replace('-', '_');
    }

    /** What the live tables look like. */
    String shape(View view) {
        String sql = ofLive(SHAPE);
        return views.sql(sql).params(times(3, view)).query(String.class).single();
    }

    /** Whether the tables of that rebuild are there. */
    boolean exist(View view, UUID rebuild) {
        return owner(schema(view)).filter(rebuild.toString()::equals).isPresent();
    }

    /** Makes them, empty and without indexes but those of their keys. */
    void create(View view, UUID rebuild) {
        String sql = ofLive(IN_THE_WAY);
        views.sql(sql)
                .params(times(10, view))
                .query(String.class)
                .optional()
                .ifPresent(what -> {
                    throw new CannotRebuild(
                            "The view " + view.name() + " cannot be made again: there is " + what);
                });
        String schema = schema(view);
        lock(schema);
        if (exists(schema)) {
            if (!isOfARebuild(schema)) {
                throw new CannotRebuild(
                        "There is a schema " + schema + " already, which no rebuild has made");
            }
            execute("drop schema " + schema + " cascade");
        }
        execute("create schema " + schema);
        execute("comment on schema %s is '%s'".formatted(schema, rebuild));
        for (String table : view.tables()) {
            execute(
                    LIKE.replace("{shadow}", schema)
                            .replace("{live}", live)
                            .replace("{table}", table));
        }
        statements(ofLive(KEYS), List.of(schema, names(view)));
        statements(ofLive(GRANTS), List.of(schema, names(view)));
    }

    private boolean exists(String schema) {
        return views.sql("select to_regnamespace(?) is not null")
                .param(schema)
                .query(Boolean.class)
                .single();
    }

    // Whatever has become of it: a name alone proves nothing.
    private boolean isOfARebuild(String schema) {
        return views.sql(
                        """
                        select exists (select from %s.view_rebuild r
                          where r.id::text = obj_description(to_regnamespace(?), 'pg_namespace'))
                        """
                                .formatted(live))
                .param(schema)
                .query(Boolean.class)
                .single();
    }

    /** What makes the indexes that are still missing. */
    List<String> indexes(View view) {
        String schema = schema(view);
        return views.sql(ofLive(INDEXES))
                .params(List.of(live, schema, names(view), schema))
                .query(String.class)
                .list();
    }

    /** From now on, to the end of the transaction, tables without a schema are those. */
    void use(View view) {
        setPath(schema(view));
    }

    /** Sets one of PostgreSQL's limits of time, to the end of the transaction. */
    void limit(String setting, Duration time) {
        views.sql("select set_config(?, ?, true)")
                .param(setting)
                // 0 would be none.
                .param(Math.max(1, time.toMillis()) + "ms")
                .query(String.class)
                .single();
    }

    private void setPath(String schema) {
        views.sql("select set_config('search_path', ?, true)")
                .param(schema)
                .query(String.class)
                .single();
    }

    /**
     * Puts them in the place of the live ones, and those away.
     *
     * @param shape what the live ones looked like when these were made
     * @param wait how long to wait for all of the live ones together
     * @return false, and nothing is done, if they do not look so any more
     */
    boolean swap(View view, String shape, Duration wait) {
        setPath(live);
        // PostgreSQL waits so long for each of them.
        limit("lock_timeout", wait.dividedBy(view.tables().size()));
        String schema = schema(view);
        String retired = retired(view);
        execute(
                "lock table "
                        + String.join(
                                ", ", view.tables().stream().map(t -> live + '.' + t).toList())
                        + " in access exclusive mode");
        // Only now can nobody change them any more.
        if (!shape(view).equals(shape)) {
            return false;
        }
        execute("create schema " + retired);
        for (String table : view.tables()) {
            execute("alter table %s.%s set schema %s".formatted(live, table, retired));
            execute("alter table %s.%s set schema %s".formatted(schema, table, live));
        }
        for (String table : view.tables()) {
            execute("drop table %s.%s".formatted(retired, table));
        }
        execute("drop schema " + retired);
        execute("drop schema " + schema);
        return true;
    }

    /** Those that no rebuild needs any more: their schemas. */
    List<String> leftOver() {
        return views.sql(
                        """
                        select n.nspname from pg_namespace n
                        join %s.view_rebuild r
                          on r.id::text = obj_description(n.oid, 'pg_namespace')
                        where starts_with(n.nspname, ?) and r.state <> 'running'
                        """
                                .formatted(live))
                .param(prefix())
                .query(String.class)
                .list();
    }

    /** Drops one of those, if it still is one; to be called in a transaction. */
    void drop(String schema) {
        lock(schema);
        if (leftOver().contains(schema)) {
            execute("drop schema " + schema + " cascade");
        }
    }

    // One who makes them and one who drops what is left of others do not meet.
    private void lock(String schema) {
        views.sql("select pg_advisory_xact_lock(hashtextextended(?, 23))")
                .param(schema)
                .query((_, _) -> true)
                .single();
    }

    private Optional<String> owner(String schema) {
        return views.sql("select obj_description(to_regnamespace(?), 'pg_namespace')")
                .param(schema)
                .query(String.class)
                .optional();
    }

    private void statements(String sql, List<Object> parameters) {
        views.sql(sql).params(parameters).query(String.class).list().forEach(this::execute);
    }

    private void execute(String sql) {
        views.sql(sql).update();
    }

    /** The statement about the live tables, each time as an array of their names. */
    private String ofLive(String sql) {
        return sql.replace("{tables}", TABLES.replace("{schema}", live));
    }

    private static Object names(View view) {
        return new SqlArrayValue("text", view.tables().toArray());
    }

    private static List<Object> times(int count, View view) {
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parameters.add(names(view));
        }
        return parameters;
    }
}
