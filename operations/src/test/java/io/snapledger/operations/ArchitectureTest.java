package io.snapledger.operations;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What every service has knows no service, and nothing of ours. */
@AnalyzeClasses(packages = "io.snapledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_OURS =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.operations..",
                            "java..",
                            "org.jspecify..",
                            "org.apache.commons.logging..",
                            "org.springframework..",
                            "io.micrometer.tracing..");

    @ArchTest
    static final ArchRule ITS_ROOMS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.snapledger.operations.(*)..").should().notDependOnEachOther();
}
