/** The OpenStack face of Snapledger: everything that speaks HTTP to users. */
@NullMarked
package io.snapledger.gateway;

import org.jspecify.annotations.NullMarked;
