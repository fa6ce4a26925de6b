/** Room for events: the partitions of the event table, made ahead. */
@NullMarked
package io.snapledger.command.partition;

import org.jspecify.annotations.NullMarked;
