/** Version documents: cinder/api/versions.py, manila/api/versions.py. */
@NullMarked
package io.snapledger.gateway.versions;

import org.jspecify.annotations.NullMarked;
