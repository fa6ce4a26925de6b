@NullMarked
package io.snapledger.standalone.postgres;

import org.jspecify.annotations.NullMarked;
