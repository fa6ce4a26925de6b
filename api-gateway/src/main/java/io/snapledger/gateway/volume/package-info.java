/** Volumes: cinder/api/v3/volumes.py and the parts of cinder/api/contrib that extend it. */
@NullMarked
package io.snapledger.gateway.volume;

import org.jspecify.annotations.NullMarked;
