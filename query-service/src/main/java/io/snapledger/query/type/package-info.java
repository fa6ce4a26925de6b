/** What the types of volumes and of shares have in common, as they are kept and read. */
@NullMarked
package io.snapledger.query.type;

import org.jspecify.annotations.NullMarked;
