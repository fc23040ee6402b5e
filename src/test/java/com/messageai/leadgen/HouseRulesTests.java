package com.messageai.leadgen;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import com.messageai.leadgen.store.Transactions;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The plan of the house and its rules. An exception is a named line here, with its reason. */
class HouseRulesTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.messageai.leadgen");

    @Test
    void roomsOnlyLookBackAlongTheCorridor() {
        ApplicationModules.of(LeadGenApplication.class).verify();
    }

    @Test
    void transactionsAreOpenedInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Transactions.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(TransactionalOperator.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Transactional.class)
                .because("a caller's cancel must never reach a transaction")
                .check(HOUSE);
    }

    @Test
    void onlyTheQueuesKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..leadgen.job..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("reactor.kafka..", "org.apache.kafka..")
                .because("its library is to be exchanged one day")
                .check(HOUSE);
    }

    @Test
    void onlyTheProviderRoomKnowsTheCircuitBreaker() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..leadgen.provider..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.resilience4j..")
                .check(HOUSE);
    }

    /** Those who subscribe besides: what happens once, and what {@link BackgroundStream} itself could not lean on. */
    private static final Set<String> SUBSCRIBERS = Set.of(
            // loads the model once
            "com.messageai.leadgen.embedding.WarmUp",
            // connects once, in a room below
            "com.messageai.leadgen.store.RedisConnections",
            // hands back once, on the way down, what it holds
            "com.messageai.leadgen.job.Leases");

    @Test
    void onlyBackgroundStreamsSubscribe() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BackgroundStream.class.getName())
                .and(describe("are not named here", type -> !SUBSCRIBERS.contains(type.getName())))
                .should()
                .callMethodWhere(callOf("subscribe", Mono.class, Flux.class))
                .because("a stream that nobody owns can't be stopped, ends unseen, and is not begun again")
                .check(HOUSE);
    }

    @Test
    void whoSubscribesCanBeStopped() {
        classes()
                .that(describe("subscribe", type -> SUBSCRIBERS.contains(type.getName())))
                .should()
                .beAssignableTo(SmartLifecycle.class)
                .check(HOUSE);
    }

    @Test
    void nothingBlocks() {
        noClasses()
                .should()
                .callMethodWhere(callOf("block", Mono.class, Flux.class))
                .orShould()
                .callMethodWhere(callOf("blockFirst", Flux.class))
                .orShould()
                .callMethodWhere(callOf("blockLast", Flux.class))
                .orShould()
                .callMethodWhere(callOf("toIterable", Flux.class))
                .orShould()
                .callMethodWhere(callOf("toStream", Flux.class))
                .check(HOUSE);
    }

    @Test
    void noFailureIsSwallowed() {
        noClasses()
                .should()
                .callMethodWhere(callOf("onErrorContinue", Mono.class, Flux.class))
                .check(HOUSE);
    }

    @Test
    void everyFanOutNamesItsBound() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "an unbounded flatMap of a Flux",
                        call -> isCallOf(call, "flatMap", Flux.class)
                                && call.getTarget().getRawParameterTypes().size() == 1))
                .because("the default of 256 is nobody's decision")
                .check(HOUSE);
    }

    @Test
    void everyHandlerSaysWhoMayCallIt() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(RestController.class)
                .and()
                .areMetaAnnotatedWith(RequestMapping.class)
                .should(new SaysWhoMayCallIt())
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaMethodCall> callOf(String method, Class<?>... owners) {
        return describe(method + " of a stream", call -> isCallOf(call, method, owners));
    }

    private static boolean isCallOf(JavaCall<?> call, String method, Class<?>... owners) {
        JavaClass owner = call.getTargetOwner();
        return call.getName().equals(method)
                && List.of(owners).stream().anyMatch(type -> assignableTo(type).test(owner));
    }
}
