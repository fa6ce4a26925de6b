/** The history: every status change of every resource, for good. */
@NullMarked
package io.snapledger.query.audit;

import org.jspecify.annotations.NullMarked;
