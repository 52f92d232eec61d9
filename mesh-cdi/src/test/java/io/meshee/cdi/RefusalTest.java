package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meshee.cdi.fixtures.abstractclass.Half;
import io.meshee.cdi.fixtures.ambiguouspayloads.Torn;
import io.meshee.cdi.fixtures.capabilitynames.BlankName;
import io.meshee.cdi.fixtures.capabilitynames.LongName;
import io.meshee.cdi.fixtures.capabilitynames.Nameless;
import io.meshee.cdi.fixtures.disabled.Sleeping;
import io.meshee.cdi.fixtures.foreigncapability.Stranger;
import io.meshee.cdi.fixtures.hiddenhandler.PrivateHandler;
import io.meshee.cdi.fixtures.hiddenhandler.StaticHandler;
import io.meshee.cdi.fixtures.inner.Outer;
import io.meshee.cdi.fixtures.interfaceclass.Face;
import io.meshee.cdi.fixtures.invalidtypename.Blank;
import io.meshee.cdi.fixtures.noconstructor.Demanding;
import io.meshee.cdi.fixtures.nohandler.Silent;
import io.meshee.cdi.fixtures.poolsize.Unpooled;
import io.meshee.cdi.fixtures.samepayload.TwoMoves;
import io.meshee.cdi.fixtures.samesignature.other.Twice;
import io.meshee.cdi.fixtures.severalactivate.TwoBirths;
import io.meshee.cdi.fixtures.severalparameters.Wide;
import io.meshee.cdi.fixtures.severalpassivate.TwoDeaths;
import io.meshee.cdi.fixtures.severaltypenames.TwoNames;
import io.meshee.cdi.fixtures.typetaken.Another;
import io.meshee.cdi.fixtures.typetaken.One;
import io.meshee.cdi.fixtures.unencodablepayload.TakesThread;
import io.meshee.cdi.fixtures.unencodablereply.GivesThread;
import io.meshee.cdi.fixtures.unfitactivate.GreedyBirth;
import io.meshee.cdi.fixtures.unfitpassivate.CuriousDeath;
import io.meshee.cdi.fixtures.wrongscope.Shared;
import io.meshee.cdi.fixtures.wrongscope.Single;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule refuses a deployment with its id, the class and the fix. */
class RefusalTest {

    static Stream<Arguments> brokenClasses() {
        return Stream.of(
                arguments(Silent.class, "MESH00200", "annotate a method with @Handle"),
                arguments(Twice.class, "MESH00201", "rename or remove one"),
                arguments(TwoMoves.class, "MESH00202", "keep one of them"),
                arguments(Torn.class, "MESH00203", "let one of them extend the other"),
                arguments(Wide.class, "MESH00204", "take one payload object"),
                arguments(StaticHandler.class, "MESH00205", "instance method"),
                arguments(PrivateHandler.class, "MESH00205", "not private"),
                arguments(TakesThread.class, "MESH00206", "java.io.Serializable"),
                arguments(GivesThread.class, "MESH00207", "java.io.Serializable"),
                arguments(TwoBirths.class, "MESH00208", "keep one of them"),
                arguments(GreedyBirth.class, "MESH00209", "ProcessContext"),
                arguments(TwoDeaths.class, "MESH00210", "keep one of them"),
                arguments(CuriousDeath.class, "MESH00211", "PassivationReason"),
                arguments(TwoNames.class, "MESH00212", "the same @ProcessType name"),
                arguments(Blank.class, "MESH00213", "1 to 1024 characters"),
                arguments(Stranger.class, "MESH00214", "add it to @Capability"),
                arguments(Half.class, "MESH00220", "concrete subclasses"),
                arguments(Face.class, "MESH00221", "the class that implements it"),
                arguments(Outer.Inner.class, "MESH00222", "make it static"),
                arguments(Demanding.class, "MESH00223", "@Inject"),
                arguments(Shared.class, "MESH00224", "make it @Dependent"),
                arguments(Single.class, "MESH00224", "make it @Dependent"),
                arguments(Unpooled.class, "MESH00236", "make the class @Stateless"),
                arguments(Nameless.class, "MESH00240", "name at least one"),
                arguments(BlankName.class, "MESH00241", "not all blank"),
                arguments(LongName.class, "MESH00242", "1 to 1024 characters"));
    }

    @ParameterizedTest(name = "{1} refuses {0}")
    @MethodSource("brokenClasses")
    void a_broken_rule_is_reported_once_with_its_id_the_class_and_the_fix(Class<?> broken, String id, String fix) {
        assertThat(Containers.problemsOf(broken))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith(id + ": " + broken.getName() + ": ")
                        .containsPattern("; .*" + fix));
    }

    @Test
    void one_capability_and_type_name_cannot_stand_for_two_classes() {
        assertThat(Containers.problemsOf(One.class, Another.class))
                .singleElement()
                .asString()
                .startsWith("MESH00215: ")
                .contains(One.class.getName(), Another.class.getName(), "\"game\" and \"same\"", "@ProcessType");
    }

    @Test
    void all_problems_are_reported_at_once() {
        List<String> problems = Containers.problemsOf(
                Silent.class,
                Half.class,
                io.meshee.cdi.fixtures.injected.GameProcess.class,
                io.meshee.cdi.fixtures.injected.Direct.class);

        assertThat(problems)
                .extracting(problem -> problem.substring(0, 9))
                .containsExactlyInAnyOrder("MESH00200", "MESH00220", "MESH00250");
    }

    @Test
    void wrong_settings_are_reported_together_with_broken_classes() {
        System.setProperty("mesh.capabilities", "nowhere");
        try {
            assertThat(Containers.problemsOf(Silent.class))
                    .extracting(problem -> problem.substring(0, 9))
                    .containsExactlyInAnyOrder("MESH00200", "MESH00398");
        } finally {
            System.clearProperty("mesh.capabilities");
        }
    }

    @Test
    void a_class_that_nobody_enabled_is_not_judged() {
        assertThat(Containers.problemsOf(Sleeping.class)).isEmpty();
    }
}
