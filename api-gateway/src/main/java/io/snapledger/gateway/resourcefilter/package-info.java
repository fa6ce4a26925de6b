/** What lists can be filtered by. */
@NullMarked
package io.snapledger.gateway.resourcefilter;

import org.jspecify.annotations.NullMarked;
