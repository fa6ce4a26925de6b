/** The Kafka broker that standalone brings along. */
@NullMarked
package io.snapledger.standalone.kafka;

import org.jspecify.annotations.NullMarked;
