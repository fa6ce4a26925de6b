/** What every resource, its events and its ids have in common. */
@NullMarked
package io.snapledger.contract.resource;

import org.jspecify.annotations.NullMarked;
