/** What a process needs that calls the others. */
@NullMarked
package io.snapledger.link.client;

import org.jspecify.annotations.NullMarked;
