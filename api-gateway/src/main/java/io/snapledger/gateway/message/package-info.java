/** Messages to users: cinder/api/v3/messages.py. */
@NullMarked
package io.snapledger.gateway.message;

import org.jspecify.annotations.NullMarked;
