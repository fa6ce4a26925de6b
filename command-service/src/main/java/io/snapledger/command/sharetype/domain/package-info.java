/** The rules of share types. */
@NullMarked
package io.snapledger.command.sharetype.domain;

import org.jspecify.annotations.NullMarked;
