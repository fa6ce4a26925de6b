@NullMarked
package io.snapledger.operations.trace;

import org.jspecify.annotations.NullMarked;
