/** What is written to the log file, and the little that is shown on the terminal. */
@NullMarked
package io.snapledger.standalone.log;

import org.jspecify.annotations.NullMarked;
