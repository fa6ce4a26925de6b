package io.snapledger.command.reservation;

import io.snapledger.contract.resource.ResourceId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which resource needs which other: what is needed cannot be deleted. */
@Component
public class References {

    private final JdbcClient jdbc;

    References(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on the holder needs the held one. */
    public void add(ResourceId holder, String holderType, ResourceId held) {
        jdbc.sql(
                        """
                        insert into command.reference (holder_id, holder_type, held_id)
                        values (:holder, :holderType, :held)
                        on conflict do nothing
                        """)
                .param("holder", holder.value())
                .param("holderType", holderType)
                .param("held", held.value())
                .update();
    }

    public void remove(ResourceId holder, ResourceId held) {
        jdbc.sql(
                        """
                        delete from command.reference
                        where holder_id = :holder and held_id = :held
                        """)
                .param("holder", holder.value())
                .param("held", held.value())
                .update();
    }

    /** The holder is gone. */
    public void removeAllOf(ResourceId holder) {
        jdbc.sql("delete from command.reference where holder_id = :holder")
                .param("holder", holder.value())
                .update();
    }

    /** The holder no longer needs what it needed in that role. */
    public void removeAllOf(ResourceId holder, String holderType) {
        jdbc.sql(
                        """
                        delete from command.reference
                        where holder_id = :holder and holder_type = :holderType
                        """)
                .param("holder", holder.value())
                .param("holderType", holderType)
                .update();
    }

    /** Whether anything needs it. */
    public boolean holds(ResourceId held) {
        return jdbc.sql("select exists (select from command.reference where held_id = :held)")
                .param("held", held.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether anything of that type needs it. */
    public boolean holds(ResourceId held, String holderType) {
        return jdbc.sql(
                        """
                        select exists (
                            select from command.reference
                            where held_id = :held and holder_type = :holderType)
                        """)
                .param("held", held.value())
                .param("holderType", holderType)
                .query(Boolean.class)
                .single();
    }

    /** Who of that type needs it. */
    public List<UUID> holdersOf(ResourceId held, String holderType) {
        return jdbc.sql(
                        """
                        select holder_id from command.reference
                        where held_id = :held and holder_type = :holderType
                        order by holder_id
                        """)
                .param("held", held.value())
                .param("holderType", holderType)
                .query((row, _) -> row.getObject("holder_id", UUID.class))
                .list();
    }

    /** What the holder needs in that role. */
    public List<UUID> heldBy(ResourceId holder, String holderType) {
        return jdbc.sql(
                        """
                        select held_id from command.reference
                        where holder_id = :holder and holder_type = :holderType
                        order by held_id
                        """)
                .param("holder", holder.value())
                .param("holderType", holderType)
                .query((row, _) -> row.getObject("held_id", UUID.class))
                .list();
    }

    /** Whether anything of another type needs it. */
    public boolean holdsForOthersThan(ResourceId held, String holderType) {
        return jdbc.sql(
                        """
                        select exists (
                            select from command.reference
                            where held_id = :held and holder_type <> :holderType)
                        """)
                .param("held", held.value())
                .param("holderType", holderType)
                .query(Boolean.class)
                .single();
    }

    /** Whether anything of the holder's type needs it besides the holder. */
    public boolean holdsBesides(ResourceId held, String holderType, ResourceId holder) {
        return jdbc.sql(
                        """
                        select exists (
                            select from command.reference
                            where held_id = :held and holder_type = :holderType
                              and holder_id <> :holder)
                        """)
                .param("held", held.value())
                .param("holderType", holderType)
                .param("holder", holder.value())
                .query(Boolean.class)
                .single();
    }
}
