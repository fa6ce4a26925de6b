/** The rules of share snapshot instances. */
@NullMarked
package io.snapledger.command.sharesnapshotinstance.domain;

import org.jspecify.annotations.NullMarked;
