/** The language between the modules of Snapledger. */
@NullMarked
package io.snapledger.contract;

import org.jspecify.annotations.NullMarked;
