@NullMarked
package io.snapledger.standalone.folder;

import org.jspecify.annotations.NullMarked;
