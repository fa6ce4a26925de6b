/** How the language of the modules is written as JSON. */
@NullMarked
package io.snapledger.contract.json;

import org.jspecify.annotations.NullMarked;
