/** The APIs that are served, and everything in which they differ as a whole. */
@NullMarked
package io.snapledger.gateway.api;

import org.jspecify.annotations.NullMarked;
