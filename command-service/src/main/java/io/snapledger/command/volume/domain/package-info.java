/** The rules of volumes. */
@NullMarked
package io.snapledger.command.volume.domain;

import org.jspecify.annotations.NullMarked;
