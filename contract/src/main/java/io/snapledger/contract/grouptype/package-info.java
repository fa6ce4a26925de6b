/** Group types. */
@NullMarked
package io.snapledger.contract.grouptype;

import org.jspecify.annotations.NullMarked;
