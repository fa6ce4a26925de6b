package io.snapledger.gateway.microversion;

/**
 * When each thing was born in Manila's API: manila/api/openstack/rest_api_version_history.rst,
 * which has numbers only; the names are ours. What no route or field here depends on is left out.
 */
public final class ManilaVersions {

    public static final String BASE_VERSION = "2.0";

    public static final String SNAPSHOT_SUPPORT = "2.2";

    public static final String SHARE_INSTANCES = "2.3";

    public static final String TASK_STATE = "2.5";

    public static final String SHARE_TYPE_NAME = "2.6";

    /** Extensions became part of the API, and lost the prefix of their names. */
    public static final String NO_EXTENSION_PREFIX = "2.7";

    /** The last version with that prefix. */
    public static final String EXTENSION_PREFIX_LAST = "2.6";

    public static final String EXPORT_LOCATIONS = "2.9";

    public static final String ACCESS_RULES_STATUS = "2.10";

    public static final String SHARE_REPLICAS = "2.11";

    public static final String SNAPSHOT_PROVIDER_LOCATION = "2.12";

    public static final String EXPORT_LOCATION_PREFERRED = "2.14";

    public static final String SHARE_USER_ID = "2.16";

    public static final String SNAPSHOT_OWNER = "2.17";

    public static final String SNAPSHOT_INSTANCES = "2.19";

    public static final String MIGRATION_OF_ADMINISTRATORS = "2.22";

    public static final String POOLS_BY_SHARE_TYPE = "2.23";

    public static final String CREATE_SHARE_FROM_SNAPSHOT_SUPPORT = "2.24";

    public static final String QUOTA_DETAIL = "2.25";

    public static final String REVERT_TO_SNAPSHOT_SUPPORT = "2.27";

    public static final String CAST_RULES_TO_READONLY = "2.30";

    public static final String SHARE_GROUPS = "2.31";

    public static final String MOUNTABLE_SNAPSHOTS = "2.32";

    public static final String MESSAGES = "2.37";

    public static final String SHARE_TYPE_QUOTA = "2.39";

    public static final String SHARE_GROUP_QUOTA = "2.40";

    public static final String SHARE_TYPE_DESCRIPTION = "2.41";

    public static final String SHARE_TYPE_IS_DEFAULT = "2.46";

    /** Those of replicas that clients do not write to are listed elsewhere from here on. */
    public static final String EXPORT_LOCATIONS_OF_ACTIVE_REPLICA = "2.47";

    public static final String SHARE_TYPE_UPDATE = "2.50";

    public static final String REPLICA_QUOTA = "2.53";

    public static final String PROGRESS = "2.54";

    /** From here on replicas need no experimental header. */
    public static final String SHARE_REPLICAS_STABLE = "2.56";

    public static final String SHARE_GROUP_LIMITS = "2.58";

    public static final String PER_SHARE_QUOTA = "2.62";

    public static final String FORCE_EXTEND = "2.64";

    public static final String SOFT_DELETED = "2.69";

    public static final String SHARE_INSTANCE_UPDATED_AT = "2.71";

    public static final String SNAPSHOT_METADATA = "2.73";

    /** The newest version served: Zed's, manila/api/openstack/api_version_request.py. */
    public static final String MAXIMUM = "2.73";

    private ManilaVersions() {}
}
