package io.snapledger.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Who may know whom in the side that decides. */
@AnalyzeClasses(
        packages = "io.snapledger.command",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PLUMBING = {
        "io.snapledger.command.axon..",
        "io.snapledger.command.reservation..",
        "io.snapledger.command.deadline..",
        "io.snapledger.command.publication..",
        "io.snapledger.command.proof..",
        "io.snapledger.command.lease..",
        "io.snapledger.command.figures..",
        "io.snapledger.command.partition..",
        "io.snapledger.command.restore..",
        "io.snapledger.command.health..",
        "io.snapledger.command.outcome..",
        "io.snapledger.command.idempotency..",
    };

    private static final List<String> SLICE_NAMES =
            List.of(
                    "volumetype",
                    "grouptype",
                    "group",
                    "volume",
                    "snapshot",
                    "groupsnapshot",
                    "sharetype",
                    "share",
                    "shareinstance",
                    "sharesnapshot",
                    "sharesnapshotinstance",
                    "quota",
                    "refusedattempt");

    private static final String[] SLICES = {
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
    };

    @ArchTest
    static final ArchRule NEVER_KNOWS_THE_OTHER_SERVICES =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.query..",
                            "io.snapledger.gateway..",
                            "io.snapledger.agent..",
                            "io.snapledger.standalone..");

    /**
     * The rules are pure: the contract, Axon's annotations and life cycle, no clock, no SQL, no
     * Spring.
     */
    @ArchTest
    static final ArchRule DOMAIN_KNOWS_THE_CONTRACT_AND_AXON_ONLY =
            classes()
                    .that()
                    .resideInAPackage("..domain")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.time..",
                            "java.util..",
                            "org.jspecify.annotations..",
                            "io.snapledger.contract..",
                            "io.snapledger.command.*.domain..",
                            "org.axonframework.modelling.command..",
                            "org.axonframework.eventsourcing..");

    @ArchTest
    static final ArchRule DOMAIN_HAS_NO_CLOCK =
            noClasses()
                    .that()
                    .resideInAPackage("..domain")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule PLUMBING_KNOWS_NO_RESOURCE =
            noClasses()
                    .that()
                    .resideInAnyPackage(PLUMBING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SLICES);

    /** What a slice offers to others stands in its own package; its rooms are its own. */
    @ArchTest
    static void roomsArePrivate(JavaClasses classes) {
        for (String slice : SLICE_NAMES) {
            String root = "io.snapledger.command." + slice;
            noClasses()
                    .that()
                    .resideOutsideOfPackage(root + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(root + ".domain..", root + ".automation..")
                    .check(classes);
        }
    }
}
