/** The types of what is made without naming one. */
@NullMarked
package io.snapledger.gateway.defaulttype;

import org.jspecify.annotations.NullMarked;
