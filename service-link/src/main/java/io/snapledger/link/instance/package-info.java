/** The instances of a service, which of them are there, and one request to one of them. */
@NullMarked
package io.snapledger.link.instance;

import org.jspecify.annotations.NullMarked;
