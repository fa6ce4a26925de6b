package io.snapledger.query.grouptype;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.query.Facts;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupTypeProjectionTest {

    private static final GroupTypeId ID = new GroupTypeId(UUID.randomUUID());
    private static final GroupTypeCreated CREATED = Facts.groupTypeCreated(ID, "gold");
    private static final GroupTypeDeleted DELETED =
            new GroupTypeDeleted(ID, StatusChange.to("available", "deleted"), minute(2));

    @Test
    void aCreatedOneIsShownAsItWasCreated() {
        assertThat(GroupTypeProjection.fold(null, CREATED))
                .returns(ID, GroupTypeView::id)
                .returns("gold", GroupTypeView::name)
                .returns(CREATED.description(), GroupTypeView::description)
                .returns(CREATED.isPublic(), GroupTypeView::isPublic)
                .returns(minute(0), GroupTypeView::createdAt);
    }

    @Test
    void aDeletedOneIsGone() {
        assertThat(GroupTypeProjection.fold(GroupTypeProjection.fold(null, CREATED), DELETED))
                .isNull();
    }

    @Test
    void deletingOneThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> GroupTypeProjection.fold(null, DELETED))
                .isInstanceOf(IllegalStateException.class);
    }
}
