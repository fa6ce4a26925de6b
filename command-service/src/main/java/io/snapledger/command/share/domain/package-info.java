/** The rules of shares. */
@NullMarked
package io.snapledger.command.share.domain;

import org.jspecify.annotations.NullMarked;
