/** What can be set, and where it is read from. */
@NullMarked
package io.snapledger.standalone.settings;

import org.jspecify.annotations.NullMarked;
