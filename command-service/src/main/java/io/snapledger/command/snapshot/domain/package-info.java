/** The rules of volume snapshots. */
@NullMarked
package io.snapledger.command.snapshot.domain;

import org.jspecify.annotations.NullMarked;
