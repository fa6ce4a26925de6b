package io.snapledger.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The contract is the language between the modules: it knows none of them. */
@AnalyzeClasses(packages = "io.snapledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_LITTLE =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "io.snapledger.contract..",
                            "org.jspecify.annotations..",
                            "com.fasterxml.jackson.annotation..",
                            "tools.jackson..",
                            // Axon's annotations, and the exception that carries a refusal over its
                            // bus.
                            "org.axonframework.modelling.command..",
                            "org.axonframework.commandhandling..",
                            "org.axonframework.messaging..",
                            "org.axonframework.common..",
                            "org.springframework.web.bind.annotation..",
                            "org.springframework.web.service.annotation..");
}
