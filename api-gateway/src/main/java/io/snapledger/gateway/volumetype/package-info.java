/** Volume types: cinder/api/v3/types.py and cinder/api/contrib/types_manage.py. */
@NullMarked
package io.snapledger.gateway.volumetype;

import org.jspecify.annotations.NullMarked;
