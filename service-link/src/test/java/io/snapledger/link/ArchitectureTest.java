package io.snapledger.link;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The link carries everybody's language and knows none of those who speak it. */
@AnalyzeClasses(
        packages = "io.snapledger.link",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_SERVICE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.command..",
                            "io.snapledger.query..",
                            "io.snapledger.gateway..",
                            "io.snapledger.agent..",
                            "io.snapledger.eventlog..",
                            "io.snapledger.standalone..");

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_KNOW_EACH_OTHER_IN_CIRCLES =
            slices().matching("io.snapledger.link.(*)..").should().beFreeOfCycles();

    /** What class is read is decided by a list, never by what was sent. */
    @ArchTest
    static final ArchRule NO_CLASS_IS_LOOKED_UP_BY_NAME =
            noClasses().should().callMethod(Class.class, "forName", String.class);
}
