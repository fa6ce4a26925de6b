/** The system under test and how it is started, killed and stopped. */
@NullMarked
package io.snapledger.systemtests.sut;

import org.jspecify.annotations.NullMarked;
