/** Views made again from the event log beside the live ones. It knows no resource. */
@NullMarked
package io.snapledger.query.rebuild;

import org.jspecify.annotations.NullMarked;
