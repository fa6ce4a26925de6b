/**
 * The API's own description, read from the code that serves it: routes, versions, policies, the
 * schemas that check bodies, and the records that answers are written from.
 */
@NullMarked
package io.snapledger.gateway.openapi;

import org.jspecify.annotations.NullMarked;
