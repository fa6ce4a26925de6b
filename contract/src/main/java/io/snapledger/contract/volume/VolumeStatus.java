package io.snapledger.contract.volume;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ByWord;
import java.util.Map;
import java.util.Optional;

/** Where a volume stands: the values that cinder/objects/fields.py and the volume API write. */
public enum VolumeStatus {
    CREATING("creating"),
    AVAILABLE("available"),
    DELETING("deleting"),
    DELETED("deleted"),
    ERROR("error"),
    ERROR_DELETING("error_deleting"),
    ERROR_MANAGING("error_managing"),
    MANAGING("managing"),
    ATTACHING("attaching"),
    IN_USE("in-use"),
    DETACHING("detaching"),
    MAINTENANCE("maintenance"),
    RESTORING_BACKUP("restoring-backup"),
    ERROR_RESTORING("error_restoring"),
    RESERVED("reserved"),
    AWAITING_TRANSFER("awaiting-transfer"),
    BACKING_UP("backing-up"),
    ERROR_BACKING_UP("error_backing-up"),
    ERROR_EXTENDING("error_extending"),
    DOWNLOADING("downloading"),
    UPLOADING("uploading"),
    RETYPING("retyping"),
    EXTENDING("extending");

    private static final Map<String, VolumeStatus> BY_WORD =
            ByWord.of(values(), VolumeStatus::word);

    private final String word;

    VolumeStatus(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The status of that word; empty if there is none. */
    public static Optional<VolumeStatus> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether a volume may be deleted in it: cinder/volume/api.py, API.delete(). */
    public boolean allowsDeletion() {
        return switch (this) {
            case AVAILABLE, ERROR, ERROR_RESTORING, ERROR_EXTENDING, ERROR_MANAGING -> true;
            case CREATING,
                    DELETING,
                    DELETED,
                    ERROR_DELETING,
                    MANAGING,
                    ATTACHING,
                    IN_USE,
                    DETACHING,
                    MAINTENANCE,
                    RESTORING_BACKUP,
                    RESERVED,
                    AWAITING_TRANSFER,
                    BACKING_UP,
                    ERROR_BACKING_UP,
                    DOWNLOADING,
                    UPLOADING,
                    RETYPING,
                    EXTENDING ->
                    false;
        };
    }

    /** Whether its volume is said not to be there, or to be on its way out. */
    public boolean claimsNothing() {
        return switch (this) {
            case DELETING,
                    DELETED,
                    ERROR,
                    ERROR_DELETING,
                    ERROR_MANAGING,
                    ERROR_RESTORING,
                    ERROR_BACKING_UP,
                    ERROR_EXTENDING ->
                    true;
            case CREATING,
                    AVAILABLE,
                    MANAGING,
                    ATTACHING,
                    IN_USE,
                    DETACHING,
                    MAINTENANCE,
                    RESTORING_BACKUP,
                    RESERVED,
                    AWAITING_TRANSFER,
                    BACKING_UP,
                    DOWNLOADING,
                    UPLOADING,
                    RETYPING,
                    EXTENDING ->
                    false;
        };
    }

    /** Whether a group snapshot may be taken: cinder/volume/api.py, create_snapshots_in_db(). */
    public boolean allowsSnapshot() {
        return this != MAINTENANCE && this != ERROR;
    }

    /** Whether it may be copied: create_volume.py, SRC_VOL_PROCEED_STATUS. */
    public boolean allowsCopy() {
        return this == AVAILABLE || this == IN_USE;
    }

    /**
     * Whether a volume may be added to a group: cinder/group/api.py, VALID_ADD_VOL_TO_GROUP_STATUS.
     */
    public boolean allowsJoiningGroup() {
        return this == AVAILABLE || this == IN_USE;
    }

    /** Whether it may be taken out: cinder/group/api.py, VALID_REMOVE_VOL_FROM_GROUP_STATUS. */
    public boolean allowsLeavingGroup() {
        return this == AVAILABLE || this == IN_USE || this == ERROR || this == ERROR_DELETING;
    }
}
