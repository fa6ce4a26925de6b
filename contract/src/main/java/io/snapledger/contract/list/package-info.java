/** How a list is asked for: whose rows, filtered, sorted and paged how. */
@NullMarked
package io.snapledger.contract.list;

import org.jspecify.annotations.NullMarked;
