/** What a service serves when it is a process of its own. */
@NullMarked
package io.snapledger.link.server;

import org.jspecify.annotations.NullMarked;
