package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts, and from where administrators act, are told to administrators only, in whatever form. */
class WhatReadersAreToldTest {

    private static final String PATH = "/audit/v1/status-changes";
    private static final String HOST = "rack7@filesystem";
    private static final String MEMBERS_ADDRESS = "192.0.2.7";
    private static final String ADMINISTRATORS_ADDRESS = "198.51.100.9";
    private static final String COLLEAGUES_ADDRESS = "198.51.100.10";
    private static final String OUTSIDERS_ADDRESS = "198.51.100.11";

    private static final String ADMIN = "root:a0:admin,member,reader";
    private static final String MEMBER = "demo:d0:member,reader";

    private final RunningGateway gateway = RunningGateway.shared();

    private enum Form {
        HISTORY("/audit/v1/group-snapshot/" + Rows.GROUP_SNAPSHOT + "/history", "application/json"),
        LIST(PATH, "application/json"),
        LINES(PATH, "application/x-ndjson"),
        CADF(PATH, "application/cadf+json"),
        STREAM(PATH + "/stream?after_position=0", "text/event-stream");

        private final String path;
        private final String type;

        Form(String path, String type) {
            this.path = path;
            this.type = type;
        }
    }

    @BeforeEach
    void addChanges() {
        gateway.reads.changes.add(
                change(
                        1,
                        Cause.REQUEST,
                        new Actor("demo", "d0", List.of("member"), MEMBERS_ADDRESS)));
        gateway.reads.changes.add(change(2, Cause.AGENT, new Actor(HOST, null, List.of(), null)));
        gateway.reads.changes.add(
                change(
                        3,
                        Cause.ADMINISTRATOR,
                        new Actor("root", "a0", List.of("admin"), ADMINISTRATORS_ADDRESS)));
        gateway.reads.changes.add(
                change(
                        4,
                        Cause.REQUEST,
                        new Actor("boss", "d0", List.of("admin"), COLLEAGUES_ADDRESS)));
        gateway.reads.changes.add(
                change(
                        5,
                        Cause.REQUEST,
                        new Actor("other", "b0", List.of("member"), OUTSIDERS_ADDRESS)));
    }

    private static StatusChangeView change(long position, Cause cause, Actor actor) {
        return new StatusChangeView(
                new UUID(8, position),
                position,
                Instant.parse("2026-11-21T18:15:25.000123Z"),
                "group-snapshot.status-reset",
                "group-snapshot",
                UUID.fromString(Rows.GROUP_SNAPSHOT),
                "d0",
                "available",
                "error",
                cause,
                null,
                actor,
                "req-00000000-0000-4000-8000-000000000001",
                null);
    }

    private String answer(Form form, String token) {
        if (form == Form.STREAM) {
            try (OpenAnswer stream =
                    new OpenAnswer(
                            gateway.port(),
                            form.path,
                            "X-Auth-Token: " + token,
                            "Accept: " + form.type)) {
                StringBuilder data = new StringBuilder();
                for (int change = 0; change < gateway.reads.changes.size(); change++) {
                    data.append(stream.after("data: ")).append('\n');
                }
                return data.toString();
            }
        }
        RawResponse answer =
                gateway.request("GET", form.path)
                        .header("X-Auth-Token", token)
                        .header("Accept", form.type)
                        .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @EnumSource
    void administratorsAreToldEverything(Form form) {
        assertThat(answer(form, ADMIN))
                .contains(
                        HOST,
                        MEMBERS_ADDRESS,
                        ADMINISTRATORS_ADDRESS,
                        COLLEAGUES_ADDRESS,
                        OUTSIDERS_ADDRESS);
    }

    @ParameterizedTest
    @EnumSource
    void othersAreToldNeitherHostsNorFromWhereAdministratorsAct(Form form) {
        assertThat(answer(form, MEMBER))
                .contains("demo", "root", "boss", "other", MEMBERS_ADDRESS)
                .doesNotContain(
                        HOST, ADMINISTRATORS_ADDRESS, COLLEAGUES_ADDRESS, OUTSIDERS_ADDRESS);
    }

    @Test
    void anAgentWhoseHostIsNotToldIsStorageAllTheSame() {
        assertThat(answer(Form.LINES, MEMBER))
                .contains(
                        "\"cause\": \"agent\", \"reason\": null, \"actor\": {\"user_id\": null,"
                                + " \"project_id\": null, \"roles\": [], \"address\": null}");
        assertThat(answer(Form.CADF, MEMBER))
                .contains("\"initiator\": {\"id\": \"unknown\", \"typeURI\": \"service/storage\",");
    }

    private List<StatusChangeQuery> askedFor(String query, String token, String type) {
        gateway.reads.changeQueries.clear();
        RawResponse answer =
                gateway.request("GET", PATH + query)
                        .header("X-Auth-Token", token)
                        .header("Accept", type)
                        .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return List.copyOf(gateway.reads.changeQueries);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson", "application/cadf+json"})
    void nobodyFindsByItsHostWhatAnAgentDidWhoIsNotToldTheHost(String type) {
        String byHost = "?actor=" + HOST;
        assertThat(askedFor(byHost, MEMBER, type))
                .extracting(StatusChangeQuery::causes)
                .containsExactly(List.of(Cause.REQUEST, Cause.DEADLINE, Cause.ADMINISTRATOR));
        assertThat(askedFor(byHost + "&cause=agent&cause=deadline", MEMBER, type))
                .extracting(StatusChangeQuery::causes)
                .containsExactly(List.of(Cause.DEADLINE));
        assertThat(askedFor(byHost + "&cause=agent", MEMBER, type)).isEmpty();
        assertThat(askedFor("?cause=agent", MEMBER, type))
                .extracting(StatusChangeQuery::causes)
                .containsExactly(List.of(Cause.AGENT));
        assertThat(askedFor(byHost, ADMIN, type))
                .extracting(StatusChangeQuery::causes)
                .containsExactly(List.of());
    }

    @Test
    void norWhoFollowsTheStream() {
        try (OpenAnswer stream =
                new OpenAnswer(
                        gateway.port(),
                        PATH + "/stream?after_position=0&actor=root&actor=" + HOST,
                        "X-Auth-Token: " + MEMBER,
                        "Accept: text/event-stream")) {
            assertThat(stream.after("data: ")).startsWith("{\"position\": 3,");
        }
    }
}
