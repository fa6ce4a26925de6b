/** Black-box tests of the running service, and two checks of the repository itself. */
@NullMarked
package io.snapledger.systemtests;

import org.jspecify.annotations.NullMarked;
