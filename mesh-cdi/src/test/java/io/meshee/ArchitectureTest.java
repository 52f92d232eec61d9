package io.meshee;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rings: api and spi, then core, then what ties them to a container. Each knows only those further in. */
@AnalyzeClasses(packages = "io.meshee", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule api_and_spi_know_no_other_ring = noClasses()
            .that()
            .resideInAnyPackage("io.meshee.api..", "io.meshee.spi..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.meshee..")
                    .and(not(resideInAnyPackage("io.meshee.api..", "io.meshee.spi.."))));

    @ArchTest
    static final ArchRule core_knows_java_api_and_spi_alone = classes()
            .that()
            .resideInAPackage("io.meshee.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.meshee.api..", "io.meshee.spi..", "io.meshee.core..");

    @ArchTest
    static final ArchRule only_the_directory_knows_the_caching_api = noClasses()
            .that()
            .resideOutsideOfPackage("io.meshee.jcache..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.cache..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_class_of_this_module_knows_enterprise_beans =
            noClasses().should().dependOnClassesThat().resideInAPackage("jakarta.ejb..");

    @ArchTest
    static final ArchRule integrations_do_not_know_the_server = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fish.payara..", "com.hazelcast..", "org.jboss.weld..");

    @ArchTest
    static final ArchRule packages_of_the_core_have_no_cycles =
            slices().matching("io.meshee.core.(*)..").should().beFreeOfCycles();
}
