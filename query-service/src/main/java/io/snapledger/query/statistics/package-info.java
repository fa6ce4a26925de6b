/** How many resources are in which status, and how long they stayed in those that are under way. */
@NullMarked
package io.snapledger.query.statistics;

import org.jspecify.annotations.NullMarked;
