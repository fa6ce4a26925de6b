/** Who is calling: tokens become callers here, and nowhere else. */
@NullMarked
package io.snapledger.gateway.caller;

import org.jspecify.annotations.NullMarked;
