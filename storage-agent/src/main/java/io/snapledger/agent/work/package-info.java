/** From an event on Kafka to a driver's answer, and back to Kafka as an outcome. */
@NullMarked
package io.snapledger.agent.work;

import org.jspecify.annotations.NullMarked;
