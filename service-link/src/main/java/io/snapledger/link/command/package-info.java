/** The command bus between processes. */
@NullMarked
package io.snapledger.link.command;

import org.jspecify.annotations.NullMarked;
