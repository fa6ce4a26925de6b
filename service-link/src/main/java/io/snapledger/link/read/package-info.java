/** The read interfaces between processes. */
@NullMarked
package io.snapledger.link.read;

import org.jspecify.annotations.NullMarked;
