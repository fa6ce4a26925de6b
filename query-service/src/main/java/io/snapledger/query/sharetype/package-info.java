/** Share types as they are shown. */
@NullMarked
package io.snapledger.query.sharetype;

import org.jspecify.annotations.NullMarked;
