/** Decisions over share instances, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.shareinstance;

import org.jspecify.annotations.NullMarked;
