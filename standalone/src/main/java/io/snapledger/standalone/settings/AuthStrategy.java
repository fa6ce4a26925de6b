package io.snapledger.standalone.settings;

/** How callers prove who they are; the gateway's setting, read here to refuse a wrong one early. */
public enum AuthStrategy {
    NOAUTH,
    KEYSTONE
}
