/** Group types: cinder/api/v3/group_types.py. */
@NullMarked
package io.snapledger.gateway.grouptype;

import org.jspecify.annotations.NullMarked;
