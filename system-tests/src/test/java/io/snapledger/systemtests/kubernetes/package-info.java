/**
 * What is in {@code deploy/kubernetes}, held against Kubernetes' own API and against the rest of
 * the project.
 */
@NullMarked
package io.snapledger.systemtests.kubernetes;

import org.jspecify.annotations.NullMarked;
