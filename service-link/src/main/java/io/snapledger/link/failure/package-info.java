/** What went wrong on the way to another service or behind it, in words that survive the way. */
@NullMarked
package io.snapledger.link.failure;

import org.jspecify.annotations.NullMarked;
