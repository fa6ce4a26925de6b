@NullMarked
package io.snapledger.operations;

import org.jspecify.annotations.NullMarked;
