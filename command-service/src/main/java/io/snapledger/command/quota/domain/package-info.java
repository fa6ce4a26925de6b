/** The rules of quota sets. */
@NullMarked
package io.snapledger.command.quota.domain;

import org.jspecify.annotations.NullMarked;
