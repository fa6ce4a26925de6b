/**
 * Share instances, which are replicas if their share is replicated, and where clients reach them:
 * manila/api/v2/share_instances.py, share_replicas.py and the export locations of each.
 */
@NullMarked
package io.snapledger.gateway.shareinstance;

import org.jspecify.annotations.NullMarked;
