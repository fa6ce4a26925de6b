/** Group types as they are shown. */
@NullMarked
package io.snapledger.query.grouptype;

import org.jspecify.annotations.NullMarked;
