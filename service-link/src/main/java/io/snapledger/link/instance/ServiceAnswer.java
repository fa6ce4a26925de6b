package io.snapledger.link.instance;

import java.util.List;
import java.util.Map;

/** What an instance answered. */
public record ServiceAnswer(int status, Map<String, List<String>> headers, String body) {}
