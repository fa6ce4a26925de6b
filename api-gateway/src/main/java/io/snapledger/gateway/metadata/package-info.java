/** Metadata of any resource: its routes' bodies, its entity tag, its filter. */
@NullMarked
package io.snapledger.gateway.metadata;

import org.jspecify.annotations.NullMarked;
