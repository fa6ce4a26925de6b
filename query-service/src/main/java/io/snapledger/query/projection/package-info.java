/** How events become rows: batches, positions, retries, health. It knows no resource. */
@NullMarked
package io.snapledger.query.projection;

import org.jspecify.annotations.NullMarked;
