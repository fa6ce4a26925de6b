/** The services that do the work: cinder/api/contrib/services.py. */
@NullMarked
package io.snapledger.gateway.service;

import org.jspecify.annotations.NullMarked;
