/** Whether this service can do what it is there for. */
@NullMarked
package io.snapledger.command.health;

import org.jspecify.annotations.NullMarked;
