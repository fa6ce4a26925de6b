/** Decisions over volume snapshots, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.snapshot;

import org.jspecify.annotations.NullMarked;
