/** The rules of share instances. */
@NullMarked
package io.snapledger.command.shareinstance.domain;

import org.jspecify.annotations.NullMarked;
