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
                .contains("\"os-services\"", "\"os-extended-services\"", "\"os-vol-host-attr\"")
                .doesNotContain("cgsnapshots", "backups");
    }

    @Test
    void oneIsShown() {
        assertThat(gateway.asMember("GET", "/v3/extensions/os-availability-zone").send().body())
                .isEqualTo(
                        "{\"extension\": {\"name\": \"AvailabilityZones\", \"alias\":"
                                + " \"os-availability-zone\", \"description\": \"Describe Availability"
                                + " Zones.\", \"updated\": \"2013-06-27T00:00:00+00:00\", \"links\": []}}");
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
