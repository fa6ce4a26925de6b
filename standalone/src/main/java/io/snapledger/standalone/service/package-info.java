/** The services, each in a Spring context of its own. */
@NullMarked
package io.snapledger.standalone.service;

import org.jspecify.annotations.NullMarked;
