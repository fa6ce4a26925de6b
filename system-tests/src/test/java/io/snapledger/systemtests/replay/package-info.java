/** Replays what the real service was asked and compares the answers with its recorded ones. */
@NullMarked
package io.snapledger.systemtests.replay;

import org.jspecify.annotations.NullMarked;
