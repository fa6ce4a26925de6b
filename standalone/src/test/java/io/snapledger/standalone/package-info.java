@NullMarked
package io.snapledger.standalone;

import org.jspecify.annotations.NullMarked;
