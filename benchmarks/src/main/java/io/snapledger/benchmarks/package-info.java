/** What the service is measured against; nothing here knows the service's own classes. */
@NullMarked
package io.snapledger.benchmarks;

import org.jspecify.annotations.NullMarked;
