/** Groups as they are shown. */
@NullMarked
package io.snapledger.query.group;

import org.jspecify.annotations.NullMarked;
