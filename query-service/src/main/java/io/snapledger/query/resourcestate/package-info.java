/** What resources were at any moment, folded from the event log. */
@NullMarked
package io.snapledger.query.resourcestate;

import org.jspecify.annotations.NullMarked;
