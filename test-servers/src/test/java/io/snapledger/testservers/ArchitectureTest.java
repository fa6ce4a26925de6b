package io.snapledger.testservers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The servers are what they are for every test; they know nothing of what is tested. */
@AnalyzeClasses(packages = "io.snapledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_OURS =
            classes().should().resideInAPackage("io.snapledger.testservers");

    // Black-box tests have neither Spring nor its Kafka on their path.
    @ArchTest
    static final ArchRule ONLY_THE_EMBEDDED_KAFKA_KNOWS_SPRING =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("EmbeddedKafkaServer")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework..", "kafka..");
}
