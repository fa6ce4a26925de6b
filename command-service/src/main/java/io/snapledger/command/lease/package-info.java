/** Rights that one instance has at a time. */
@NullMarked
package io.snapledger.command.lease;

import org.jspecify.annotations.NullMarked;
