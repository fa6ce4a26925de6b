package io.snapledger.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.snapledger.agent", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule OF_OURS_IT_KNOWS_THE_CONTRACT_ONLY =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.command..",
                            "io.snapledger.query..",
                            "io.snapledger.gateway..",
                            "io.snapledger.eventlog..",
                            "io.snapledger.standalone..");

    @ArchTest
    static final ArchRule IT_KNOWS_NEITHER_AXON_NOR_DATABASES_NOR_THE_WEB =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.axonframework..",
                            "java.sql..",
                            "javax.sql..",
                            "org.springframework.jdbc..",
                            "org.springframework.web..");

    @ArchTest
    static final ArchRule A_DRIVER_KNOWS_NOTHING_OF_KAFKA_OR_OF_THE_AGENT =
            classes()
                    .that()
                    .resideInAPackage("io.snapledger.agent.driver..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.agent.driver..",
                            "io.snapledger.contract..",
                            "java..",
                            "jakarta.validation..",
                            "org.jspecify..",
                            "org.slf4j..",
                            "org.springframework.boot.context.properties.bind..");

    @ArchTest
    static final ArchRule ONLY_DRIVERS_AND_THE_AGENTS_ID_TOUCH_FILES =
            noClasses()
                    .that()
                    .resideInAPackage("io.snapledger.agent.work..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.nio.file..", "java.nio.channels..");
}
