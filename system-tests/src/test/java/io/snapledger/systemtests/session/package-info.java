/** Command lines of other people's clients, and what they are expected to print. */
@NullMarked
package io.snapledger.systemtests.session;

import org.jspecify.annotations.NullMarked;
