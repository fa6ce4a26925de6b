/**
 * What policy rules may ask of a resource. Slices ask about each other's resources, and a rule has
 * to see the same of one whichever request leads to it.
 */
@NullMarked
package io.snapledger.gateway.policytarget;

import org.jspecify.annotations.NullMarked;
