/** How the tables of this service come to be. */
@NullMarked
package io.snapledger.query.migration;

import org.jspecify.annotations.NullMarked;
