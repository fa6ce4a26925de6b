/** Clients that keep a history of what they were told while services fail, and what checks it. */
@NullMarked
package io.snapledger.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
