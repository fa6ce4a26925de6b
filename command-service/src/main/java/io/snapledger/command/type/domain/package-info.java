/** What the types of all resources have in common: how they are called, and what they specify. */
@NullMarked
package io.snapledger.command.type.domain;

import org.jspecify.annotations.NullMarked;
