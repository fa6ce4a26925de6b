/** API microversions: what was asked for, and what was born when. */
@NullMarked
package io.snapledger.gateway.microversion;

import org.jspecify.annotations.NullMarked;
