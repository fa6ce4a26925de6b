/** The rules of group types. */
@NullMarked
package io.snapledger.command.grouptype.domain;

import org.jspecify.annotations.NullMarked;
