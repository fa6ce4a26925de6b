package io.snapledger.gateway.microversion;

/**
 * When each thing was born in Cinder's API, under the names of cinder/api/microversions.py; what no
 * route or field here depends on is left out.
 */
public final class CinderVersions {

    public static final String BASE_VERSION = "3.0";

    public static final String VOLUME_LIST_BOOTABLE = "3.2";

    public static final String MESSAGES = "3.3";

    public static final String MESSAGES_PAGINATION = "3.5";

    public static final String CLUSTER_SUPPORT = "3.7";

    public static final String VOLUME_LIST_GROUP = "3.10";

    public static final String GROUP_TYPE = "3.11";

    public static final String GROUP_VOLUME = "3.13";

    public static final String GROUP_SNAPSHOTS = "3.14";

    public static final String ETAGS = "3.15";

    public static final String GROUP_SNAPSHOT_RESET_STATUS = "3.19";

    public static final String GROUP_VOLUME_RESET_STATUS = "3.20";

    public static final String VOLUME_DETAIL_PROVIDER_ID = "3.21";

    public static final String SNAPSHOT_LIST_METADATA_FILTER = "3.22";

    public static final String VOLUME_DELETE_FORCE = "3.23";

    public static final String GROUP_VOLUME_LIST = "3.25";

    public static final String GROUP_SNAPSHOT_PAGINATION = "3.29";

    public static final String SNAPSHOT_SORT = "3.30";

    public static final String RESOURCE_FILTER = "3.31";

    public static final String RESOURCE_FILTER_CONFIG = "3.33";

    public static final String LIKE_FILTER = "3.34";

    public static final String GROUP_REPLICATION = "3.38";

    public static final String LIMITS_ADMIN_FILTER = "3.39";

    public static final String SNAPSHOT_LIST_USER_ID = "3.41";

    public static final String VOLUME_EXTEND_INUSE = "3.42";

    public static final String SUPPORT_COUNT_INFO = "3.45";

    public static final String VOLUME_CREATE_FROM_BACKUP = "3.47";

    public static final String VOLUME_SHARED_TARGETS_AND_SERVICE_FIELDS = "3.48";

    public static final String BACKEND_STATE_REPORT = "3.49";

    public static final String MULTIATTACH_VOLUMES = "3.50";

    public static final String SUPPORT_VOLUME_TYPE_FILTER = "3.52";

    public static final String SUPPORT_VOLUME_SCHEMA_CHANGES = "3.53";

    public static final String GROUP_GROUPSNAPSHOT_PROJECT_ID = "3.58";

    public static final String VOLUME_TIME_COMPARISON_FILTER = "3.60";

    public static final String VOLUME_CLUSTER_NAME = "3.61";

    public static final String VOLUME_TYPE_ID_IN_VOLUME_DETAIL = "3.63";

    public static final String ENCRYPTION_KEY_ID_IN_DETAILS = "3.64";

    public static final String USE_QUOTA = "3.65";

    public static final String SNAPSHOT_IN_USE = "3.66";

    public static final String PROJECT_ID_OPTIONAL_IN_URL = "3.67";

    public static final String SHARED_TARGETS_TRISTATE = "3.69";

    /** The newest version served: Zed's, cinder/api/openstack/api_version_request.py. */
    public static final String MAXIMUM = "3.70";

    private CinderVersions() {}
}
