package io.meshee.ejb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rings of the module that needs the server; those of mesh-cdi are tested there. */
@AnalyzeClasses(packages = "io.meshee.ejb", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_membership_knows_who_is_in_the_grid = noClasses()
            .that()
            .resideOutsideOfPackage("io.meshee.ejb.membership..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fish.payara..", "org.glassfish..", "com.hazelcast.cluster..");

    @ArchTest
    static final ArchRule transports_do_not_know_the_node_around_them = noClasses()
            .that()
            .resideInAPackage("io.meshee.ejb.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.meshee.core.node..", "io.meshee.core.process..", "io.meshee.ejb.router..", "io.meshee.cdi..");

    @ArchTest
    static final ArchRule only_persistence_knows_the_database = noClasses()
            .that()
            .resideOutsideOfPackage("io.meshee.ejb.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule persistence_does_not_know_the_node_around_it = noClasses()
            .that()
            .resideInAPackage("io.meshee.ejb.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.meshee.core.node..", "io.meshee.core.process..", "io.meshee.ejb.router..", "io.meshee.cdi..");

    @ArchTest
    static final ArchRule only_the_directory_and_its_owner_know_jcache = noClasses()
            .that()
            .resideOutsideOfPackages("io.meshee.ejb.router..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.cache..");
}
