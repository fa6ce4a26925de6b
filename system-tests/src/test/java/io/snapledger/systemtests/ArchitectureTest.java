package io.snapledger.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Black-box tests know the product by its wire formats alone. */
@AnalyzeClasses(packages = "io.snapledger")
class ArchitectureTest {

    /** Looks at the whole class path, so a dependency that nothing uses yet is found too. */
    @ArchTest
    static final ArchRule noClassOfTheProductIsOnTheClassPath =
            classes()
                    .should()
                    .resideInAnyPackage(
                            "io.snapledger.systemtests..", "io.snapledger.testservers..");

    @ArchTest
    static final ArchRule onlyPlainLibrariesAreUsed =
            noClasses()
                    .that()
                    .resideInAPackage("io.snapledger.systemtests..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..", "org.axonframework..", "org.postgresql..");

    @ArchTest
    static final ArchRule packagesDoNotDependOnEachOtherInCircles =
            slices().matching("io.snapledger.systemtests.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theHttpClientKnowsNothingOfTheTests =
            noClasses()
                    .that()
                    .resideInAPackage("..http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..client..", "..replay..", "..sut..");
}
