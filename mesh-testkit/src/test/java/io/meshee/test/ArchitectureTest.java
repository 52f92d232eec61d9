package io.meshee.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The kit stands outside of Mesh: it knows the product, and the product does not know it. */
@AnalyzeClasses(packages = "io.meshee", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_product_does_not_know_the_kit = noClasses()
            .that()
            .resideOutsideOfPackages("io.meshee.test..", "io.meshee.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.meshee.test..", "io.meshee.testkit..", "org.junit..");

    @ArchTest
    static final ArchRule the_kit_needs_no_container_and_no_server = classes()
            .that()
            .resideInAPackage("io.meshee.test..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "jakarta.annotation..",
                    "jakarta.ejb..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "org.junit.jupiter.api..",
                    "org.junit.platform.commons..",
                    "io.meshee.api..",
                    "io.meshee.spi..",
                    "io.meshee.core..",
                    "io.meshee.cdi..",
                    "io.meshee.test..",
                    "io.meshee.testkit..");

    @ArchTest
    static final ArchRule what_users_touch_is_final_or_an_annotation_or_one_method = classes()
            .that()
            .resideInAPackage("io.meshee.test..")
            .and()
            .arePublic()
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
