/** Decisions over group snapshots, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.groupsnapshot;

import org.jspecify.annotations.NullMarked;
