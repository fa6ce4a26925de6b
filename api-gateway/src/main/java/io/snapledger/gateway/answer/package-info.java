/** Complete answers written byte for byte as OpenStack's clients know them. */
@NullMarked
package io.snapledger.gateway.answer;

import org.jspecify.annotations.NullMarked;
