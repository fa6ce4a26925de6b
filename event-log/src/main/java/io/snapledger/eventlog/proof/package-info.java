/**
 * What makes a later change of the event log show: the hash of an event, the tree over many of
 * them, and the signed statement over a tree. docs/proof.md says each byte of it.
 */
@NullMarked
package io.snapledger.eventlog.proof;

import org.jspecify.annotations.NullMarked;
