/** Generic volume groups. */
@NullMarked
package io.snapledger.contract.group;

import org.jspecify.annotations.NullMarked;
