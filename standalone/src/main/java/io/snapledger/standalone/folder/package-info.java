/** The folder in which everything is kept. */
@NullMarked
package io.snapledger.standalone.folder;

import org.jspecify.annotations.NullMarked;
