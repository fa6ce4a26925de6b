package io.snapledger.command.reservation;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which names are taken, by kind of resource. */
@Component
public class UniqueNames {

    private final JdbcClient jdbc;
    private final ResourceLocks locks;

    UniqueNames(JdbcClient jdbc, ResourceLocks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** Nobody else takes that name until this transaction ends; refused where it is taken. */
    public void claim(String kind, String name, Function<String, Refused> refusal) {
        hold(kind, name);
        if (isTaken(kind, name)) {
            throw new RefusedException(refusal.apply(name));
        }
    }

    /** Nobody else takes or frees that name until this transaction ends. */
    public void hold(String kind, String name) {
        UUID key = UUID.nameUUIDFromBytes((kind + '/' + name).getBytes(StandardCharsets.UTF_8));
        locks.exclusive(key.getMostSignificantBits() ^ key.getLeastSignificantBits());
    }

    public boolean isTaken(String kind, String name) {
        return jdbc.sql(
                        """
                        select exists (
                            select from command.unique_name where kind = :kind and name = :name)
                        """)
                .param("kind", kind)
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Whether the resource has a name of that kind, that is, exists. */
    public boolean has(String kind, ResourceId id) {
        return jdbc.sql(
                        """
                        select exists (
                            select from command.unique_name
                            where resource_id = :id and kind = :kind)
                        """)
                .param("kind", kind)
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether the resource has exactly that name. */
    public boolean isNamed(String kind, String name, ResourceId id) {
        return jdbc.sql(
                        """
                        select exists (
                            select from command.unique_name
                            where resource_id = :id and kind = :kind and name = :name)
                        """)
                .param("kind", kind)
                .param("name", name)
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    public void take(String kind, String name, ResourceId id) {
        jdbc.sql(
                        """
                        insert into command.unique_name (kind, name, resource_id)
                        values (:kind, :name, :id)
                        """)
                .param("kind", kind)
                .param("name", name)
                .param("id", id.value())
                .update();
    }

    public void release(ResourceId id) {
        jdbc.sql("delete from command.unique_name where resource_id = :id")
                .param("id", id.value())
                .update();
    }
}
