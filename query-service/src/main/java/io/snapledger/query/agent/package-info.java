/** Who does the storage work, and when it was last heard of. */
@NullMarked
package io.snapledger.query.agent;

import org.jspecify.annotations.NullMarked;
