/** Share types: manila/api/v2/share_types.py. */
@NullMarked
package io.snapledger.gateway.sharetype;

import org.jspecify.annotations.NullMarked;
