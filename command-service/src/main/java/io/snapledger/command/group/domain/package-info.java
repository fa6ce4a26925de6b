/** The rules of groups. */
@NullMarked
package io.snapledger.command.group.domain;

import org.jspecify.annotations.NullMarked;
