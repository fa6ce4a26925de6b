package io.snapledger.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.WordedCommands;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

@AnalyzeClasses(
        packages = "io.snapledger.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.snapledger.gateway.";

    /** The resources, and what shows them; everything else is shared and knows none of them. */
    private static final Set<String> SLICES =
            Set.of(
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
                    "audit",
                    "service",
                    "message",
                    "refusedattempt",
                    "versions",
                    "health");

    private static final String[] SLICE_PACKAGES =
            SLICES.stream().map(name -> ROOT + name + "..").toArray(String[]::new);

    private static final String[] RESOURCE_CONTRACTS = {
        "io.snapledger.contract.volumetype..",
        "io.snapledger.contract.grouptype..",
        "io.snapledger.contract.group..",
        "io.snapledger.contract.volume..",
        "io.snapledger.contract.snapshot..",
        "io.snapledger.contract.groupsnapshot..",
        "io.snapledger.contract.sharetype..",
        "io.snapledger.contract.share..",
        "io.snapledger.contract.shareinstance..",
        "io.snapledger.contract.sharesnapshot..",
        "io.snapledger.contract.sharesnapshotinstance..",
        "io.snapledger.contract.quota..",
        "io.snapledger.contract.agent..",
        "io.snapledger.contract.refusedattempt.."
    };

    @ArchTest
    static final ArchRule theGatewayKnowsTheContractAndItsLibraries =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.snapledger.gateway..",
                            "io.snapledger.contract..",
                            "io.snapledger.operations..",
                            "io.snapledger.link..",
                            "java..",
                            "javax..",
                            "jakarta..",
                            "org.springframework..",
                            "org.axonframework.commandhandling..",
                            "org.axonframework.messaging..",
                            "org.axonframework.modelling.command..",
                            "org.apache.catalina..",
                            "org.apache.coyote..",
                            "org.apache.tomcat..",
                            "org.webjars..",
                            "org.slf4j..",
                            "io.micrometer.core..",
                            "com.github.benmanes.caffeine..",
                            "io.github.resilience4j..",
                            "org.jspecify..",
                            "org.yaml.snakeyaml..",
                            "com.fasterxml.jackson.annotation..",
                            "tools.jackson..");

    @ArchTest
    static final ArchRule onlyTheServerPackageKnowsTomcat =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "server..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache..");

    @ArchTest
    static final ArchRule onlyWritingKnowsTheCommandBus =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "write..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.axonframework..")
                    .as("only the write package knows Axon");

    /** So that whoever repeats such a request under its key does not create a second one. */
    @ArchTest
    static final ArchRule whateverCreatesMayBeRepeated =
            methods()
                    .that(describe("create by a POST", ArchitectureTest::creates))
                    .should()
                    .beAnnotatedWith(Creates.class);

    @ArchTest
    static final ArchRule whateverMayBeRepeatedKeepsItsAnswer =
            methods()
                    .that()
                    .areAnnotatedWith(Creates.class)
                    .should(be(describe("keeping its answer", ArchitectureTest::keepsItsAnswer)));

    /** Else the API's document, and a repetition's answer, would have another one. */
    @ArchTest
    static final ArchRule theStatusOfAnAnswerStandsOnItsHandler =
            methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .areMetaAnnotatedWith(Controller.class)
                    .should()
                    .notHaveRawReturnType(ResponseEntity.class);

    private static boolean creates(JavaMethod method) {
        // What is posted below a resource sets something of it: doing so again changes nothing.
        return method.isAnnotatedWith(PostMapping.class)
                && !method.isAnnotatedWith(NotServed.class)
                && (method.isAnnotatedWith(Action.class)
                        ? method.getAnnotationOfType(Action.class).value().startsWith("create")
                        : method.getAnnotationOfType(PostMapping.class)
                                .value()[0]
                                .matches("/[\\w-]+"));
    }

    // Through Commands itself, or through what its slice creates with.
    private static boolean keepsItsAnswer(JavaMethod method) {
        return createsWithCommands(method.getOwner())
                || method.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getName().equals("create"))
                        .anyMatch(call -> createsWithCommands(call.getTargetOwner()));
    }

    private static boolean createsWithCommands(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call ->
                        call.getName().equals("create")
                                && (call.getTargetOwner().isEquivalentTo(Commands.class)
                                        || call.getTargetOwner()
                                                .isEquivalentTo(WordedCommands.class)));
    }

    @ArchTest
    static final ArchRule onlyTheKeystoneRoomKnowsWhatItNeedsToAskKeystone =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "caller.keystone..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net.http..",
                            "com.github.benmanes.caffeine..",
                            "io.github.resilience4j..");

    @ArchTest
    static final ArchRule slicesDoNotKnowEachOther =
            slices().assignedFrom(new ByResource()).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule whatIsSharedKnowsNoSlice =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(SLICE_PACKAGES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SLICE_PACKAGES);

    @ArchTest
    static final ArchRule whatIsSharedKnowsNoResource =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(SLICE_PACKAGES)
                    .and()
                    // Of every resource, what rules may ask of it.
                    .resideOutsideOfPackage(ROOT + "policytarget..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(RESOURCE_CONTRACTS);

    /** A rule has to see the same of a resource whichever request leads to it. */
    @ArchTest
    static final ArchRule resourcesAreShownToPolicyInOnePlace =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            ROOT + "group..",
                            ROOT + "volume..",
                            ROOT + "snapshot..",
                            ROOT + "groupsnapshot..")
                    .should()
                    .callConstructor(Target.class, String.class, String.class);

    private static final class ByResource implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            if (!name.startsWith(ROOT)) {
                return SliceIdentifier.ignore();
            }
            String first = name.substring(ROOT.length()).split("\\.", 2)[0];
            return SLICES.contains(first) ? SliceIdentifier.of(first) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "slices by resource";
        }
    }
}
