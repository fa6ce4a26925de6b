package io.snapledger.gateway.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ExtensionControllerTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void whatControllersServeIsListedByAlias() {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/extensions").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"extensions\": [{\"name\": \"AdminActions\", \"alias\":")
                .contains(
                        "{\"name\": \"TypesManage\", \"alias\": \"os-types-manage\", \"description\":"
                                + " \"Types manage support.\", \"updated\":"
                                + " \"2011-08-24T00:00:00+00:00\", \"links\": []}")
                .doesNotContain("cgsnapshots", "backups");
        assertThat(
                        JsonMapper.shared()
                                .readTree(answer.body())
                                .path("extensions")
                                .valueStream()
                                .map(extension -> extension.path("alias").asString()))
                .containsExactly(
                        "os-admin-actions",
                        "os-availability-zone",
                        "os-extended-services",
                        "os-extended-snapshot-attributes",
                        "os-quota-class-sets",
                        "os-quota-sets",
                        "os-services",
                        "os-snapshot-actions",
                        "os-types-extra-specs",
                        "os-types-manage",
                        "os-used-limits",
                        "os-vol-host-attr",
                        "os-vol-mig-status-attr",
                        "os-vol-tenant-attr",
                        "os-volume-actions",
                        "os-volume-type-access");
    }

    @Test
    void oneIsShown() {
        assertThat(gateway.asMember("GET", "/v3/extensions/os-availability-zone").send().body())
                .isEqualTo(
                        "{\"extension\": {\"name\": \"AvailabilityZones\", \"alias\":"
                                + " \"os-availability-zone\", \"description\": \"Describe Availability"
                                + " Zones.\", \"updated\": \"2013-06-27T00:00:00+00:00\", \"links\": []}}");
    }

    @ParameterizedTest
    @CsvSource({
        "os-quota-sets, Quotas, Quota management support., 2011-08-08T00:00:00+00:00",
        "os-quota-class-sets, QuotaClasses, Quota classes management support.,"
                + " 2012-03-12T00:00:00+00:00",
        "os-used-limits, UsedLimits, Provide data on limited resources that are being used.,"
                + " 2013-10-03T00:00:00+00:00",
        "os-snapshot-actions, SnapshotActions, Enable snapshot manager actions.,"
                + " 2013-07-16T00:00:00+00:00",
        "os-volume-actions, VolumeActions, Enable volume actions., 2012-05-31T00:00:00+00:00"
    })
    void oneIsShownInUpstreamsWords(String alias, String name, String description, String updated) {
        assertThat(gateway.asMember("GET", "/v3/d0/extensions/" + alias).send().body())
                .isEqualTo(
                        "{\"extension\": {\"name\": \"%s\", \"alias\": \"%s\", \"description\":"
                                        .formatted(name, alias)
                                + " \"%s\", \"updated\": \"%s\", \"links\": []}}"
                                        .formatted(description, updated));
    }

    @Test
    void whatIsNotServedIsNotThere() {
        RawResponse answer = gateway.asMember("GET", "/v3/extensions/backups").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("The resource could not be found.");
    }

    @Test
    void onlyControllersServeExtensions() {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.snapledger.gateway");

        ArchRuleDefinition.classes()
                .that()
                .areAnnotatedWith(ServesExtension.class)
                .or()
                .areAnnotatedWith(ServesExtension.All.class)
                .should()
                .beAnnotatedWith(CinderApi.class)
                .check(classes);
    }
}
