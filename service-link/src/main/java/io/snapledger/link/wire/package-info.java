/** How commands, answers and refusals are written between processes. */
@NullMarked
package io.snapledger.link.wire;

import org.jspecify.annotations.NullMarked;
