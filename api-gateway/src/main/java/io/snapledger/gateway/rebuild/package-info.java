/** Making views again while they are read, an API of our own for those who run the service. */
@NullMarked
package io.snapledger.gateway.rebuild;

import org.jspecify.annotations.NullMarked;
