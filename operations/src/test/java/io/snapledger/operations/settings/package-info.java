@NullMarked
package io.snapledger.operations.settings;

import org.jspecify.annotations.NullMarked;
