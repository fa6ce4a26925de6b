/** Why a start was given up, in words for a person. */
@NullMarked
package io.snapledger.standalone.failure;

import org.jspecify.annotations.NullMarked;
