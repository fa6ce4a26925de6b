/** What pages of other origins may do. */
@NullMarked
package io.snapledger.gateway.cors;

import org.jspecify.annotations.NullMarked;
