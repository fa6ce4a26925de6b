/** Share instances as they are shown. */
@NullMarked
package io.snapledger.query.shareinstance;

import org.jspecify.annotations.NullMarked;
