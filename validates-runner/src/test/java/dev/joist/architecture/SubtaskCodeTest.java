// SPDX-License-Identifier: Apache-2.0
package dev.joist.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * One thread runs the operators of a lane, so what runs in them needs no locks, starts no threads,
 * never waits and reads no clock but the one it was given.
 */
class SubtaskCodeTest {

  private static final String[] SUBTASK_CODE = {
    "dev.joist.execution.subtask..", "dev.joist.execution.operator..", "dev.joist.operators.."
  };

  private static final String[] RUNTIME = {
    "dev.joist.state..", "dev.joist.execution..", "dev.joist.operators.."
  };

  /** Named concurrency parts: the class, and why it may. Its Javadoc has a Threading section. */
  private static final Map<String, String> CONCURRENCY_PARTS =
      Map.of(
          "dev.joist.execution.subtask.Baton", "one lane at a time does a subtask's business",
          "dev.joist.operators.state.SharedItems", "shared by the lanes of a subtask",
          "dev.joist.operators.view.PaneStore", "likewise",
          "dev.joist.operators.splittable.LanesOfResiduals", "likewise",
          "dev.joist.execution.subtask.ThreadParker", "parks a worker that has nothing to step",
          "dev.joist.execution.subtask.SubtaskThreads", "an executor: starts and awaits workers");

  /** Where the outside world's time and chance come in: the class, and why there. */
  private static final Map<String, String> SOURCES_OF_CHANCE =
      Map.of(
          "dev.joist.execution.job.Job",
              "a caller who waits for the end of a job waits in real time",
          "dev.joist.execution.subtask.SubtaskThreads", "likewise for the end of its threads",
          "dev.joist.execution.time.SystemClock", "the clock that is injected in production");

  private static final Set<String> THREADS =
      Set.of(
          "java.lang.Thread",
          "java.util.Timer",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.ThreadPoolExecutor");

  private static final Set<String> WAITING_ROOMS =
      Set.of(
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.CyclicBarrier",
          "java.util.concurrent.Exchanger",
          "java.util.concurrent.Phaser",
          "java.util.concurrent.Semaphore");

  @Test
  void subtaskCodeTakesNoLocks() {
    subtaskCode()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent.locks..")
        .as("subtask code takes no locks")
        .because("one worker at a time steps a subtask; others send it mail")
        .allowEmptyShould(true)
        .check(CompiledModules.all());
  }

  @Test
  void subtaskCodeStartsNoThreads() {
    subtaskCode()
        .should()
        .callConstructorWhere(target(owner(named(THREADS))))
        .orShould()
        .beAssignableTo(named(THREADS))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.Executors")
        .orShould()
        .callMethodWhere(calls("java.util.concurrent.CompletableFuture", ".*Async"))
        .as("subtask code starts no threads")
        .because("whose thread runs a subtask is the executor's decision, also in simulation")
        .allowEmptyShould(true)
        .check(CompiledModules.all());
  }

  @Test
  void subtaskCodeNeverWaits() {
    subtaskCode()
        .should()
        .callMethodWhere(calls("java.lang.Thread", "sleep|join|yield"))
        .orShould()
        .callMethodWhere(calls("java.lang.Object", "wait|notify|notifyAll"))
        .orShould()
        .dependOnClassesThat(named(WAITING_ROOMS))
        .as("subtask code never waits")
        .because("a step that waits stops every other subtask of its worker")
        .allowEmptyShould(true)
        .check(CompiledModules.all());
  }

  @Test
  void theRuntimeTakesTimeAndChanceFromOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(RUNTIME)
        .and(areNot(SOURCES_OF_CHANCE))
        .should()
        .callMethodWhere(calls("java.lang.System", "currentTimeMillis|nanoTime"))
        .orShould()
        .callMethodWhere(calls("java.lang.Math", "random"))
        .orShould()
        .callMethodWhere(calls("java.util.UUID", "randomUUID"))
        .orShould()
        .callMethodWhere(calls("(java.time|org.joda.time).Instant", "now"))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .as("the runtime takes time and chance from outside")
        .because("a run under the seeded scheduler replays only if clock and chance are injected")
        .check(CompiledModules.all());
  }

  @Test
  void everyExceptionIsStillNeeded() {
    assertThat(CONCURRENCY_PARTS.keySet()).allMatch(name -> CompiledModules.all().contain(name));
    assertThat(SOURCES_OF_CHANCE.keySet()).allMatch(name -> CompiledModules.all().contain(name));
  }

  private static GivenClassesConjunction subtaskCode() {
    return noClasses().that().resideInAnyPackage(SUBTASK_CODE).and(areNot(CONCURRENCY_PARTS));
  }

  /** Classes other than the exceptions, a nested class being part of the one that holds it. */
  private static DescribedPredicate<JavaClass> areNot(Map<String, String> exceptions) {
    return describe(
        "are not among " + exceptions.keySet(),
        type ->
            exceptions.keySet().stream()
                .noneMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe(
        "any of " + names.stream().sorted().toList(), type -> names.contains(type.getName()));
  }

  private static DescribedPredicate<JavaCall<?>> calls(String ownerRegex, String methodRegex) {
    DescribedPredicate<JavaCall<?>> method = target(nameMatching(methodRegex)).forSubtype();
    return target(owner(nameMatching(ownerRegex))).<JavaCall<?>>forSubtype().and(method);
  }
}
