/** A plain HTTP/1.1 client that sends what it is told, well-formed requests or not. */
@NullMarked
package io.snapledger.systemtests.http;

import org.jspecify.annotations.NullMarked;
