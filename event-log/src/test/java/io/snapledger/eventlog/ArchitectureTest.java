package io.snapledger.eventlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The event log knows how events lie, and no resource. */
@AnalyzeClasses(
        packages = "io.snapledger.eventlog",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_RESOURCE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..volumetype..",
                            "..grouptype..",
                            "..group..",
                            "..volume..",
                            "..snapshot..",
                            "..groupsnapshot..");

    @ArchTest
    static final ArchRule KNOWS_NO_SERVICE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.command..",
                            "io.snapledger.query..",
                            "io.snapledger.gateway..",
                            "io.snapledger.agent..");
}
