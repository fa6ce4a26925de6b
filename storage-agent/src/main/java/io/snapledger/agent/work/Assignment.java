package io.snapledger.agent.work;

/** A piece of work and the request ({@code req-…}) at the root of it. */
record Assignment(Work work, String requestId) {}
