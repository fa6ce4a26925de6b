package io.snapledger.query.quota;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaEvent.QuotasConfigured;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaSetProjectionTest {

    private static final QuotaScope PROJECT =
            QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, "p");
    private static final QuotaScope SETTINGS = QuotaScope.settings(QuotaCatalogue.BLOCK_STORAGE);
    private static final QuotaSetId ID = QuotaSetId.of(PROJECT);
    private static final VolumeTypeId FAST = new VolumeTypeId(UUID.randomUUID());

    @Test
    void laterLimitsReplaceEarlierOnesForTheSame() {
        QuotaSetRow first = QuotaSetProjection.fold(null, changed(limit(null, 1), limit(FAST, 2)));

        assertThat(QuotaSetProjection.fold(first, changed(limit(FAST, 3))))
                .isEqualTo(
                        new QuotaSetRow(
                                ID, PROJECT, List.of(limit(null, 1), limit(FAST, 3)), false));
    }

    @Test
    void withoutLimitsThereIsNothingToKeep() {
        QuotaLimitsRemoved removed = new QuotaLimitsRemoved(ID, PROJECT, null, minute(1));

        assertThat(
                        QuotaSetProjection.fold(
                                QuotaSetProjection.fold(null, changed(limit(null, 1))), removed))
                .isNull();
        assertThatThrownBy(() -> QuotaSetProjection.fold(null, removed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theLimitsOfOneShareTypeAreTakenAwayAlone() {
        ShareTypeId type = new ShareTypeId(UUID.randomUUID());
        QuotaLimit ofType = new QuotaLimit(QuotaResource.SHARES, null, type, 1);
        QuotaLimit ofAll = new QuotaLimit(QuotaResource.SHARES, null, null, 2);
        QuotaSetRow row = QuotaSetProjection.fold(null, changed(ofType, ofAll));

        assertThat(
                        QuotaSetProjection.fold(
                                row, new QuotaLimitsRemoved(ID, PROJECT, type, minute(1))))
                .isEqualTo(new QuotaSetRow(ID, PROJECT, List.of(ofAll), false));
    }

    @Test
    void newSettingsReplaceTheOldOnesAsAWhole() {
        QuotaSetId settings = QuotaSetId.of(SETTINGS);
        QuotasConfigured first =
                new QuotasConfigured(settings, SETTINGS, List.of(limit(null, 1)), true, minute(0));
        QuotasConfigured second =
                new QuotasConfigured(settings, SETTINGS, List.of(limit(null, 2)), false, minute(1));

        assertThat(QuotaSetProjection.fold(QuotaSetProjection.fold(null, first), second))
                .isEqualTo(new QuotaSetRow(settings, SETTINGS, List.of(limit(null, 2)), false));
    }

    private static QuotaLimitsChanged changed(QuotaLimit... limits) {
        return new QuotaLimitsChanged(ID, PROJECT, List.of(limits), minute(0));
    }

    private static QuotaLimit limit(@Nullable VolumeTypeId type, int limit) {
        return new QuotaLimit(QuotaResource.VOLUMES, type, null, limit);
    }
}
