/** The servers that tests run against, as {@code -Dsnapledger.test.servers} says. */
@NullMarked
package io.snapledger.testservers;

import org.jspecify.annotations.NullMarked;
