/** What happens to every request before its handler: ids, size, token, route, version, body. */
@NullMarked
package io.snapledger.gateway.edge;

import org.jspecify.annotations.NullMarked;
