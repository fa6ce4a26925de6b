@NullMarked
package io.snapledger.standalone.settings;

import org.jspecify.annotations.NullMarked;
