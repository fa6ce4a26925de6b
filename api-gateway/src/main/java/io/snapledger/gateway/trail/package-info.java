/** Lists in the order of events, of which there is no end: filters, cursors and links. */
@NullMarked
package io.snapledger.gateway.trail;

import org.jspecify.annotations.NullMarked;
