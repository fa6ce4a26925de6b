/** How events reach Kafka. */
@NullMarked
package io.snapledger.command.publication;

import org.jspecify.annotations.NullMarked;
