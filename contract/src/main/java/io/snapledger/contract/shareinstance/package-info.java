/** Share instances: where a share lives, one for each of its replicas. */
@NullMarked
package io.snapledger.contract.shareinstance;

import org.jspecify.annotations.NullMarked;
