/** Random requests, made from the API's own description, and what every answer must keep to. */
@NullMarked
package io.snapledger.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
