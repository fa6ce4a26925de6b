/** List parameters: what OpenStack's query strings mean. */
@NullMarked
package io.snapledger.gateway.list;

import org.jspecify.annotations.NullMarked;
