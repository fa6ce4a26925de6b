/** What an operator meets in every service alike. */
@NullMarked
package io.snapledger.operations;

import org.jspecify.annotations.NullMarked;
