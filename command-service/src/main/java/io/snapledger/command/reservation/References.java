package io.snapledger.command.reservation;

import io.snapledger.command.axon.RowsOfCommit;
import io.snapledger.contract.resource.ResourceId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Which resource needs which other: what is needed cannot be deleted. */
@Component
public class References {

    private final JdbcClient jdbc;
    private final RowsOfCommit<Reference> added = new RowsOfCommit<>(this::insert);

    References(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on the holder needs the held one; for those who handle the event of it. */
    public void add(ResourceId holder, String holderType, ResourceId held) {
        added.add(new Reference(holder.value(), holderType, held.value()));
    }

    private void insert(List<Reference> references) {
        jdbc.sql(
                        """
                        insert into command.reference (holder_id, holder_type, held_id)
                        select * from unnest(:holders, :holderTypes, :held)
                        on conflict do nothing
                        """)
                .param("holders", array("uuid", references, Reference::holder))
                .param("holderTypes", array("text", references, Reference::holderType))
                .param("held", array("uuid", references, Reference::held))
                .update();
    }

    private static SqlArrayValue array(
            String type, List<Reference> references, Function<Reference, Object> column) {
        return new SqlArrayValue(type, references.stream().map(column).toArray());
    }

    /** The holder is gone; for those who handle the event of it. */
    public void removeAllOf(ResourceId holder) {
        added.write();
        jdbc.sql("delete from command.reference where holder_id = :holder")
                .param("holder", holder.value())
                .update();
    }

    /**
     * The holder no longer needs what it needed in that role; for those who handle the event of it.
     */
    public void removeAllOf(ResourceId holder, String holderType) {
        added.write();
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

    private record Reference(UUID holder, String holderType, UUID held) {}
}
