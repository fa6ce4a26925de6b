package io.snapledger.standalone.service;

import java.util.Map;

/**
 * One service: a Spring context of its own inside this JVM.
 *
 * @param name also that of its configuration file on the class path
 * @param application its {@code @SpringBootConfiguration}
 * @param web whether it serves HTTP
 * @param wiring settings that only standalone knows, such as where its database is; nothing
 *     overrides them
 * @param usual settings that differ from the service's own defaults, for one JVM on a laptop;
 *     anyone may override them
 * @param beans singletons it is given from outside, by name
 */
record Service(
        String name,
        Class<?> application,
        boolean web,
        Map<String, Object> wiring,
        Map<String, Object> usual,
        Map<String, Object> beans) {}
