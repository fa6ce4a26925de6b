package io.snapledger.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Sort;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.Microversion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListRequestsTest {

    private static final UUID KNOWN = UUID.fromString("5f0cf1d4-0ffd-4dfa-9e3c-7b9e3a6d9a01");
    private static final int MAX = 1000;

    private static final ListRules RULES =
            new ListRules(
                    Set.of("id", "name", "status", "created_at"),
                    Set.of("name", "status", "group_id"),
                    "3.29",
                    "GroupSnapshot %s could not be found.");

    private static final Caller MEMBER = caller(false);
    private static final Caller ADMIN = caller(true);

    private final ListRequests lists = new ListRequests(new ListProperties(MAX));

    private static Caller caller(boolean admin) {
        return new Caller(
                "u", "p", List.of(admin ? "admin" : "member"), admin, null, "req-x", null);
    }

    private ListQuery read(String query, Caller caller, String version) {
        return lists.read(
                QueryParameters.parse(query, Api.BLOCK_STORAGE),
                caller,
                Microversion.of(version),
                RULES,
                marker -> marker.equals(KNOWN.toString()) ? Optional.of(KNOWN) : Optional.empty());
    }

    private ListQuery read(String query) {
        return read(query, MEMBER, "3.70");
    }

    @Test
    void withoutParametersItIsTheOwnProjectNewestFirst() {
        assertThat(read(""))
                .isEqualTo(
                        new ListQuery(
                                "p",
                                List.of(),
                                List.of(new Sort("created_at", false)),
                                null,
                                MAX,
                                0));
    }

    @Test
    void aMarkerThatGoesAwayMeanwhileIsNotTheEndOfTheList() {
        ListQuery query = read("marker=" + KNOWN);

        assertThat(lists.page(query, _ -> List.of(), RULES, _ -> Optional.of(KNOWN))).isEmpty();
        assertThat(lists.page(query, _ -> List.of("row"), RULES, _ -> Optional.empty()))
                .containsExactly("row");
        assertThatThrownBy(() -> lists.page(query, _ -> List.of(), RULES, _ -> Optional.empty()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("GroupSnapshot " + KNOWN + " could not be found.");
        assertThat(lists.page(read(""), _ -> List.of(), RULES, _ -> Optional.empty())).isEmpty();
    }

    @Test
    void inManilaItIsPassedOverAsOneThatWasNeverThere() {
        ManilaListRequests shares = new ManilaListRequests(lists);
        ListQuery query =
                shares.read(
                        QueryParameters.parse("marker=" + KNOWN, Api.SHARED_FILE_SYSTEM),
                        MEMBER,
                        RULES,
                        _ -> true);
        Function<ListQuery, List<String>> rows =
                asked -> asked.marker() == null ? List.of("first") : List.of();

        assertThat(query.marker()).isEqualTo(KNOWN);
        assertThat(shares.page(query, rows, _ -> false)).containsExactly("first");
        assertThat(shares.page(query, rows, _ -> true)).isEmpty();
    }

    @Test
    void belowItsVersionEveryParameterIsPassedOver() {
        assertThat(read("limit=abc&sort=foo&foo=bar&marker=x&all_tenants=1", ADMIN, "3.28"))
                .isEqualTo(new ListQuery("p", List.of(), List.of(), null, Integer.MAX_VALUE, 0));
        assertThatThrownBy(() -> read("limit=abc", ADMIN, "3.29")).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, 0",
        "limit=5, 5",
        "limit=%2B5, 5",
        "limit=%205, 5",
        "limit=1_0, 10",
        "limit=1001, 1000",
        "limit=99999999999999999999, 1000"
    })
    void limitsAreWholeNumbersUpToTheMaximum(String query, int limit) {
        assertThat(read(query).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit= | limit param must be an integer",
                "limit=abc | limit param must be an integer",
                "limit=1.5 | limit param must be an integer",
                "limit=-1 | limit param must be positive",
                "limit=-1&offset=x | limit param must be positive",
                "offset= | offset must be an integer",
                "offset=-1 | offset must be >= 0",
                "offset=2147483648 | offset must be <= 2147483647",
                "sort=name&sort_key=name | The 'sort_key' and 'sort_dir' parameters are deprecated and"
                        + " cannot be used with the 'sort' parameter.",
                "sort=name&sort_dir=asc | The 'sort_key' and 'sort_dir' parameters are deprecated and"
                        + " cannot be used with the 'sort' parameter.",
                "sort=foo | Invalid input received: Invalid sort key",
                "sort= | Invalid input received: Invalid sort key",
                "sort=name, | Invalid input received: Invalid sort key",
                "sort=NAME | Invalid input received: Invalid sort key",
                "sort_key=name,status | Invalid input received: Invalid sort key",
                "sort=name:up | Invalid input received: Unknown sort direction, must be 'desc' or"
                        + " 'asc'.",
                "sort_dir=ASC | Invalid input received: Unknown sort direction, must be 'desc' or"
                        + " 'asc'.",
                "foo=1 | Invalid filters foo are found in query options.",
                "foo=1&baz=2 | Invalid filters foo,baz are found in query options.",
                "name~=x | Invalid filters name~ are found in query options.",
                "limit=1&limit=2 | Invalid filters limit are found in query options.",
                "project_id=p | Invalid filters project_id are found in query options.",
                "f%C3%A9=1 | Filter keys can only contain ASCII characters.",
                "status=a&status=b | The server could not comply with the request since it is either"
                        + " malformed or otherwise incorrect."
            })
    void faultsAreUpstreams(String query, String message) {
        assertThatThrownBy(() -> read(query))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.status()).isEqualTo(400);
                            assertThat(fault.text()).isEqualTo(message);
                        });
    }

    @Test
    void aLimitOfManyGroupsOfDigitsIsOneNumber() {
        String digits = "1_".repeat(4_000) + "1";

        assertThat(read("limit=" + digits).limit()).isEqualTo(MAX);
        assertThatThrownBy(() -> read("limit=" + digits + "_")).isInstanceOf(Fault.class);
    }

    @Test
    void sortsAreReadInBothForms() {
        assertThat(read("sort=name:asc,%20status%20,id:%20desc").sort())
                .containsExactly(
                        new Sort("name", true), new Sort("status", false), new Sort("id", false));
        assertThat(read("sort_key=name").sort()).containsExactly(new Sort("name", false));
        assertThat(read("sort_dir=asc").sort()).containsExactly(new Sort("created_at", true));
    }

    @Test
    void aMarkerIsAnIdThatIsKnown() {
        assertThat(read("marker=" + KNOWN).marker()).isEqualTo(KNOWN);
        assertThatThrownBy(() -> read("marker=nope"))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.status()).isEqualTo(404);
                            assertThat(fault.text())
                                    .isEqualTo("GroupSnapshot nope could not be found.");
                        });
        assertThatThrownBy(() -> read("marker="))
                .hasMessage("404: GroupSnapshot  could not be found.");
    }

    @Test
    void membersFilterByWhatIsConfigured() {
        assertThat(read("name=a&status=b").filters())
                .containsExactly(new Filter("name", "a", false), new Filter("status", "b", false));
    }

    @Test
    void beforeTheResourceFiltersEveryKeyIsTakenAndMayMatchNothing() {
        assertThat(read("foo=1&name~=x", MEMBER, "3.30").filters())
                .containsExactly(new Filter("foo", "1", false), new Filter("name", "x", true));
        assertThat(read("all_tenants=1", MEMBER, "3.30").filters())
                .containsExactly(new Filter("all_tenants", "1", false));
        assertThat(read("all_tenants=1", MEMBER, "3.31").filters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"all_tenants=1", "all_tenants=0", "all_tenants=False", "all_tenants="})
    void anAdministratorSeesEveryProjectByTheMereWord(String query) {
        assertThat(read(query, ADMIN, "3.70").projectId()).isNull();
        assertThat(read(query, MEMBER, "3.70").projectId()).isEqualTo("p");
    }

    @Test
    void aProjectFilterCountsOnlyTogetherWithEveryProject() {
        assertThat(read("project_id=x", ADMIN, "3.70").filters()).isEmpty();
        assertThat(read("project_id=x", ADMIN, "3.70").projectId()).isEqualTo("p");
        assertThat(read("project_id=x&all_tenants=1", ADMIN, "3.70").filters())
                .containsExactly(new Filter("project_id", "x", false));
    }

    @Test
    void administratorsFilterByWhatTheyLike() {
        assertThat(read("foo=1&limit=1&limit=2", ADMIN, "3.70").filters())
                .containsExactly(new Filter("foo", "1", false), new Filter("limit", "2", false));
    }

    @Test
    void aPageIsFullWhenItHasAsManyRowsAsItMay() {
        assertThat(lists.isFull(QueryParameters.parse("limit=2", Api.BLOCK_STORAGE), 2)).isTrue();
        assertThat(lists.isFull(QueryParameters.parse("limit=2", Api.BLOCK_STORAGE), 1)).isFalse();
        assertThat(lists.isFull(QueryParameters.parse("limit=0", Api.BLOCK_STORAGE), 0)).isFalse();
        assertThat(lists.isFull(QueryParameters.parse("", Api.BLOCK_STORAGE), MAX - 1)).isFalse();
        assertThat(lists.isFull(QueryParameters.parse("", Api.BLOCK_STORAGE), MAX)).isTrue();
        assertThat(lists.isFull(QueryParameters.parse("limit=2000", Api.BLOCK_STORAGE), MAX))
                .isTrue();
        assertThatThrownBy(() ->
                        lists.isFull(QueryParameters.parse("limit=abc", Api.BLOCK_STORAGE), 1))
                .hasMessage("400: limit param must be an integer");
    }
}
