/** Which of Cinder's extensions are served: cinder/api/extensions.py. */
@NullMarked
package io.snapledger.gateway.extension;

import org.jspecify.annotations.NullMarked;
