/** The rules of share snapshots. */
@NullMarked
package io.snapledger.command.sharesnapshot.domain;

import org.jspecify.annotations.NullMarked;
