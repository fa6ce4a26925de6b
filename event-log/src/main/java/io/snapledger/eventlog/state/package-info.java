/**
 * States of aggregates with long histories, stored so that not all of a history need be read to
 * decide. They are no source of anything: without them everything is as it is with them.
 */
@NullMarked
package io.snapledger.eventlog.state;

import org.jspecify.annotations.NullMarked;
