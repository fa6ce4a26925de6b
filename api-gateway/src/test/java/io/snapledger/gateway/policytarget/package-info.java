@NullMarked
package io.snapledger.gateway.policytarget;

import org.jspecify.annotations.NullMarked;
