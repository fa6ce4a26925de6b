/** JSON as Python writes and reads it. */
@NullMarked
package io.snapledger.gateway.json;

import org.jspecify.annotations.NullMarked;
