package io.snapledger.operations.settings;

/** Something was set that is no setting: almost surely another one was meant. */
public final class UnknownSettingException extends RuntimeException {

    UnknownSettingException(String sentence) {
        super(sentence);
    }
}
