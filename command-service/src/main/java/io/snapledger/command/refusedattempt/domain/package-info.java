/** What a report of refused attempts is. */
@NullMarked
package io.snapledger.command.refusedattempt.domain;

import org.jspecify.annotations.NullMarked;
