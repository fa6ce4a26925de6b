/**
 * Quotas: what projects may use, and what they use. Nobody has to charge anything: what each event
 * takes or gives back is read from the event itself, before it is stored.
 */
@NullMarked
package io.snapledger.command.quota;

import org.jspecify.annotations.NullMarked;
