/** What proxies in front say about a request, and which of them are believed. */
@NullMarked
package io.snapledger.gateway.proxy;

import org.jspecify.annotations.NullMarked;
