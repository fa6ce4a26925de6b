/** Services that call each other over real HTTP. */
@NullMarked
package io.snapledger.link;

import org.jspecify.annotations.NullMarked;
