/** The rules of group snapshots. */
@NullMarked
package io.snapledger.command.groupsnapshot.domain;

import org.jspecify.annotations.NullMarked;
