package io.snapledger.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.snapledger.query.projection.Projection;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@AnalyzeClasses(
        packages = "io.snapledger.query",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] RESOURCES = {
        "io.snapledger.query.volumetype..",
        "io.snapledger.query.grouptype..",
        "io.snapledger.query.group..",
        "io.snapledger.query.volume..",
        "io.snapledger.query.snapshot..",
        "io.snapledger.query.groupsnapshot..",
        "io.snapledger.query.sharetype..",
        "io.snapledger.query.share..",
        "io.snapledger.query.shareinstance..",
        "io.snapledger.query.sharesnapshot..",
        "io.snapledger.query.sharesnapshotinstance..",
        "io.snapledger.query.quota.."
    };

    private static final String[] PLUMBING = {
        "io.snapledger.query.projection..",
        "io.snapledger.query.table..",
        "io.snapledger.query.readposition..",
        "io.snapledger.query.rebuild.."
    };

    @ArchTest
    static final ArchRule KNOWS_CONTRACT_EVENT_LOG_AND_ITS_LIBRARIES_ONLY =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.query..",
                            "io.snapledger.contract..",
                            "io.snapledger.eventlog..",
                            "io.snapledger.operations..",
                            "io.snapledger.link.server..",
                            "java..",
                            "javax.sql..",
                            "jakarta.validation..",
                            "org.hibernate.validator.constraints..",
                            "org.axonframework.common..",
                            "org.axonframework.eventhandling..",
                            "org.axonframework.messaging..",
                            "org.axonframework.serialization..",
                            "org.axonframework.spring..",
                            "org.springframework..",
                            "com.zaxxer.hikari..",
                            "org.flywaydb.core.api.configuration..",
                            "io.micrometer.core..",
                            "tools.jackson..",
                            "org.apache.kafka.clients.consumer..",
                            "org.jspecify..",
                            "org.slf4j..");

    @ArchTest
    static final ArchRule VIEWS_ARE_NOT_MADE_FROM_KAFKA =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.snapledger.query.agent..", "io.snapledger.query")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule PLUMBING_KNOWS_NO_RESOURCE =
            noClasses()
                    .that()
                    .resideInAnyPackage(PLUMBING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..volumetype..",
                            "..grouptype..",
                            "..group..",
                            "..volume..",
                            "..snapshot..",
                            "..groupsnapshot..",
                            "..sharetype..",
                            "..share..",
                            "..shareinstance..",
                            "..sharesnapshot..",
                            "..sharesnapshotinstance..",
                            "..quota..",
                            "..refusedattempt..",
                            "io.snapledger.query.audit..");

    @ArchTest
    static final ArchRule THE_HISTORY_KNOWS_NO_RESOURCE =
            noClasses()
                    .that()
                    .resideInAPackage("io.snapledger.query.audit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..volumetype..",
                            "..grouptype..",
                            "..group..",
                            "..volume..",
                            "..snapshot..",
                            "..groupsnapshot..",
                            "..sharetype..",
                            "..share..",
                            "..shareinstance..",
                            "..sharesnapshot..",
                            "..sharesnapshotinstance..",
                            "..quota..",
                            "..refusedattempt..");

    @ArchTest
    static final ArchRule SLICES_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.snapledger.query.(*)..")
                    .namingSlices("$1")
                    .that(
                            DescribedPredicate.describe(
                                    "of a resource",
                                    slice ->
                                            Arrays.stream(RESOURCES)
                                                    .anyMatch(name ->
                                                            name.equals(
                                                                    "io.snapledger.query."
                                                                            + slice.getNamePart(1)
                                                                            + ".."))))
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule EACH_RESOURCE_HAS_ONE_PLACE_FOR_EACH_THING =
            classes()
                    .that()
                    .resideInAnyPackage(RESOURCES)
                    .and()
                    .areNotNestedClasses()
                    .should()
                    .haveSimpleNameEndingWith("Projection")
                    .orShould()
                    .haveSimpleNameEndingWith("Table")
                    .orShould()
                    .haveSimpleNameEndingWith("Row")
                    .orShould()
                    .haveSimpleNameEndingWith("ReadController")
                    .orShould()
                    .haveSimpleName("package-info");

    // Whoever sees several statements' rows as of one moment must have locked the tables before it.
    @ArchTest
    static final ArchRule ONE_MOMENT_IS_SEEN_THROUGH_ONE_MOMENT =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.snapledger.query.table.OneMoment")
                    .should()
                    .callMethod(TransactionTemplate.class, "setIsolationLevel", int.class)
                    .orShould()
                    .beAnnotatedWith(Transactional.class);

    @ArchTest
    static final ArchRule FOLDS_ARE_PURE =
            noClasses()
                    .that()
                    .implement(Projection.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.slf4j..")
                    .orShould()
                    .callMethod(Instant.class, "now");
}
