/** Settings that cannot be: told at the start, by their names and with what to do. */
@NullMarked
package io.snapledger.operations.settings;

import org.jspecify.annotations.NullMarked;
