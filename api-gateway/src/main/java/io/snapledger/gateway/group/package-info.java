/** Groups: cinder/api/v3/groups.py. */
@NullMarked
package io.snapledger.gateway.group;

import org.jspecify.annotations.NullMarked;
