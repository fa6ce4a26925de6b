/** One JVM: embedded PostgreSQL and Kafka, and all the services. */
@NullMarked
package io.snapledger.standalone;

import org.jspecify.annotations.NullMarked;
