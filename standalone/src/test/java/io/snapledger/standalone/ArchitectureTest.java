package io.snapledger.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Standalone knows everything and decides nothing. */
@AnalyzeClasses(packages = "io.snapledger.standalone", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheWiringKnowsTheServices =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.snapledger.standalone.service")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.contract..",
                            "io.snapledger.eventlog..",
                            "io.snapledger.command..",
                            "io.snapledger.query..",
                            "io.snapledger.agent..",
                            "io.snapledger.gateway..");

    @ArchTest
    static final ArchRule ofAServiceItKnowsTheEntryOnly =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.eventlog..",
                            "io.snapledger.command.*..",
                            "io.snapledger.query.*..",
                            "io.snapledger.agent.*..",
                            "io.snapledger.gateway.*..");

    @ArchTest
    static final ArchRule theDoorNamesNothingThatAnOlderJavaCouldNotLoad =
            classes()
                    .that()
                    .areAssignableTo(Main.class)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAPackage("java..")
                                    .or(belongToAnyOf(Main.class, StandaloneApplication.class)));

    @ArchTest
    static final ArchRule noTwoPackagesKnowEachOther =
            slices().matching("io.snapledger.standalone.(*)..").should().beFreeOfCycles();
}
