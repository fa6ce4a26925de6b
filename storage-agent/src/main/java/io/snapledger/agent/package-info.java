/** The storage agent: its start, its identity and its settings. */
@NullMarked
package io.snapledger.agent;

import org.jspecify.annotations.NullMarked;
