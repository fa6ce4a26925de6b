/** Callers with tokens of a Keystone: asked, remembered for a while, and never asked too much. */
@NullMarked
package io.snapledger.gateway.caller.keystone;

import org.jspecify.annotations.NullMarked;
