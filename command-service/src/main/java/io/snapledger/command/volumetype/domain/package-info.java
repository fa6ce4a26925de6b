/** The rules of volume types. */
@NullMarked
package io.snapledger.command.volumetype.domain;

import org.jspecify.annotations.NullMarked;
