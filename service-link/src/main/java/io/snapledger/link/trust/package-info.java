/** Whom a service believes, and how it shows who it is. */
@NullMarked
package io.snapledger.link.trust;

import org.jspecify.annotations.NullMarked;
