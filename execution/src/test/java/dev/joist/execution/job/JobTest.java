// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import static dev.joist.execution.fixture.Plans.FORWARD;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.fixture.Instances;
import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Recorder;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.subtask.Parker;
import dev.joist.execution.subtask.SubtaskExecutor;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.subtask.ThreadPerSubtask;
import dev.joist.execution.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** States of jobs that run with a thread for each subtask. */
@Timeout(120)
class JobTest {

  private static final long ENDLESS = Long.MAX_VALUE / 2;
  private static final int FAILING_TRIES = 3;

  private final Instances instances = new Instances();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  private PhysicalPlan plan(long end, LongConsumer onElement) {
    return new Plans()
        .stage(2, node("read", 0, 1, Numbers.below(end)))
        .stage(
            2,
            node("first", 1, 1, instances.of(n -> {})),
            node("second", 1, 1, instances.of(onElement)))
        .stage(1, node("last", 1, 1, instances.of(n -> {})))
        .link("read", "first", REBALANCE)
        .link("first", "second", FORWARD)
        .link("second", "last", REBALANCE)
        .plan();
  }

  private static Job start(PhysicalPlan plan, SubtaskLimits limits) {
    return Runs.start(plan, limits, Clock.system(), new ThreadPerSubtask(Clock.system()));
  }

  @Test
  void whatASourceEmitsCountsWhereNoChannelTells() throws Exception {
    PhysicalPlan whole =
        new Plans()
            .stage(
                2,
                node("read", 0, 1, Numbers.below(1000)),
                node("sink", 1, 1, instances.of(n -> {})))
            .link("read", "sink", FORWARD)
            .plan();
    Job job = start(whole, SubtaskLimits.defaults());

    assertThat(Runs.end(job)).isEqualTo(JobState.DONE);
    assertThat(job.progress())
        .extracting(stage -> stage.stage() + " " + stage.elementsIn() + " " + stage.elementsOut())
        .containsExactly("read +1 1000 0");
  }

  @Test
  void aJobThatEndsIsDoneAndEveryOperatorIsClosed() throws Exception {
    Job job = start(plan(1000, n -> {}), SubtaskLimits.defaults());

    assertThat(Runs.end(job)).isEqualTo(JobState.DONE);
    assertThat(job.failure()).isEmpty();
    assertThat(instances.opened()).hasValue(5);
    assertThat(instances.closed()).hasValue(5);
    assertThat(job.progress())
        .extracting(stage -> stage.stage() + " " + stage.elementsIn() + " " + stage.elementsOut())
        .containsExactly("read 0 1000", "first +1 1000 1000", "last 1000 0");
    assertThat(job.progress()).allMatch(p -> p.outputWatermarkMillis() == Long.MAX_VALUE);
  }

  @Test
  void aJobThatDrainsEndsWithAllThatItHasTakenIn() throws Exception {
    AtomicLong count = new AtomicLong();
    AtomicLong highest = new AtomicLong();
    Job job =
        start(
            new Plans()
                .stage(1, node("endless", 0, 1, Numbers.endless()))
                .stage(2, node("pass", 1, 1, PassingOperator.flatten(1)))
                .stage(
                    1,
                    node(
                        "count",
                        1,
                        1,
                        instances.of(
                            n -> {
                              count.incrementAndGet();
                              highest.accumulateAndGet(n, Math::max);
                              reached.countDown();
                            })))
                .link("endless", "pass", REBALANCE)
                .link("pass", "count", REBALANCE)
                .plan(),
            SubtaskLimits.defaults());
    reached.await();

    job.drain();

    assertThat(Runs.end(job)).isEqualTo(JobState.DONE);
    assertThat(count).as("none is missing below the highest").hasValue(highest.get() + 1);
  }

  @Test
  void aJobThatDrainsReadsBoundedInputToItsEnd() throws Exception {
    AtomicLong count = new AtomicLong();
    Job job = start(plan(100_000, n -> count.incrementAndGet()), SubtaskLimits.defaults());

    job.drain();

    assertThat(Runs.end(job)).isEqualTo(JobState.DONE);
    assertThat(count).hasValue(100_000);
  }

  @Test
  void theFailureOfOneSubtaskStopsAllAndIsTheJobs() throws Exception {
    IllegalArgumentException thrown = new IllegalArgumentException("no sevens");
    Job job =
        start(
            plan(
                ENDLESS,
                n -> {
                  if (n == 70_007) {
                    throw thrown;
                  }
                }),
            SubtaskLimits.defaults());

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).containsSame(thrown);
    assertThat(instances.closed()).hasValue(5);
    assertThat(instances.interruptedInClose()).isEmpty();
  }

  @Test
  void anErrorIsAFailureToo() throws Exception {
    Job job =
        start(
            plan(
                10,
                n -> {
                  throw new StackOverflowError("deep");
                }),
            SubtaskLimits.defaults());

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).get().isInstanceOf(StackOverflowError.class);
    assertThat(instances.closed()).hasValue(5);
  }

  @Test
  void aJobEndsWithItsFirstFailureThoughThereIsNoMemoryToStopItAtFirst() throws Exception {
    OutOfMemoryError thrown = new OutOfMemoryError("of the job");
    AtomicInteger tries = new AtomicInteger();
    SubtaskExecutor executor =
        new Disturbed(
            new ThreadPerSubtask(Clock.system()),
            () -> {},
            () -> {
              if (tries.incrementAndGet() <= FAILING_TRIES) {
                throw new OutOfMemoryError("to interrupt");
              }
            });
    Job job =
        Runs.start(
            plan(
                ENDLESS,
                n -> {
                  throw thrown;
                }),
            SubtaskLimits.defaults(),
            Clock.system(),
            executor);

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).containsSame(thrown);
    assertThat(tries).hasValueGreaterThan(FAILING_TRIES);
    assertThat(instances.closed()).hasValue(5);
  }

  @Test
  void whatFailsFirstIsWhyTheJobFailsThoughOthersThatStopForItSaySoBefore() throws Exception {
    IllegalStateException cause = new IllegalStateException("still closing its operators");
    Job job = start(plan(ENDLESS, n -> {}), SubtaskLimits.defaults());

    job.onFailing(cause);

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).containsSame(cause);
    assertThat(cause).hasNoSuppressedExceptions();
  }

  @Test
  void aFactoryThatThrowsFailsTheJobAndClosesWhatItsStageMadeBefore() throws Exception {
    PhysicalPlan plan =
        new Plans()
            .stage(
                1,
                node("read", 0, 1, Numbers.below(ENDLESS)),
                node(
                    "broken",
                    1,
                    1,
                    context -> {
                      throw new IllegalArgumentException("cannot be made");
                    }),
                node("made", 1, 1, instances.of(n -> {})))
            .link("read", "broken", FORWARD)
            .link("broken", "made", FORWARD)
            .plan();
    Job job = start(plan, SubtaskLimits.defaults());

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure())
        .get()
        .hasToString("java.lang.IllegalArgumentException: cannot be made");
    assertThat(instances.opened()).hasValue(0);
    assertThat(instances.closed()).hasValue(1);
  }

  @Test
  void anErrorInCloseFailsAJobThatWasDoneAndTheOtherOperatorsAreClosedAllTheSame()
      throws Exception {
    PhysicalPlan plan =
        new Plans()
            .stage(
                1,
                node("read", 0, 1, Numbers.below(3)),
                node("bad", 1, 1, FailsInClose::new),
                node("good", 1, 1, instances.of(n -> {})))
            .link("read", "bad", FORWARD)
            .link("bad", "good", FORWARD)
            .plan();
    Job job = start(plan, SubtaskLimits.defaults());

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).get().hasToString("java.lang.IllegalStateException: cannot close");
    assertThat(instances.closed()).hasValue(1);
  }

  @Test
  void cancelReachesSubtasksThatWaitForInput() throws Exception {
    PhysicalPlan plan =
        new Plans()
            .stage(1, node("read", 0, 1, IdleForEver::new))
            .stage(2, node("last", 1, 1, instances.of(n -> {})))
            .link("read", "last", REBALANCE)
            .plan();
    Job job = start(plan, SubtaskLimits.defaults());
    while (instances.opened().get() < 2) {
      Thread.onSpinWait();
    }

    job.cancel();

    assertThat(Runs.end(job)).isEqualTo(JobState.CANCELLED);
    assertThat(job.failure()).isEmpty();
    assertThat(instances.closed()).hasValue(2);
  }

  @Test
  void cancelReachesASubtaskThatIsSuspendedInsideItsOutput() throws Exception {
    PhysicalPlan plan =
        new Plans()
            .stage(
                1,
                node("read", 0, 1, Numbers.below(1)),
                node("explode", 1, 1, PassingOperator.of(JobTest::explode)))
            .stage(1, node("stuck", 1, 1, instances.of(this::blockUntilInterrupted)))
            .link("read", "explode", FORWARD)
            .link("explode", "stuck", REBALANCE)
            .plan();
    Job job = start(plan, Runs.TIGHT);
    reached.await();

    job.cancel();

    assertThat(Runs.end(job)).isEqualTo(JobState.CANCELLED);
    assertThat(instances.interruptedInClose()).isEmpty();
  }

  @Test
  void cancelInterruptsUserCodeThatBlocksAndItsTeardownDoesNotSeeTheInterrupt() throws Exception {
    Job job = start(plan(1000, this::blockUntilInterrupted), SubtaskLimits.defaults());
    reached.await();

    job.cancel();
    job.cancel();

    assertThat(Runs.end(job)).isEqualTo(JobState.CANCELLED);
    assertThat(instances.closed()).hasValue(5);
    assertThat(instances.interruptedInClose()).isEmpty();
  }

  @Test
  void cancelDoesNothingToAJobThatIsDone() throws Throwable {
    Job job = Runs.threaded(plan(10, n -> {}), SubtaskLimits.defaults());

    job.cancel();

    assertThat(job.state()).isEqualTo(JobState.DONE);
  }

  @Test
  void awaitComesBackWhenItsTimeIsOver() throws Exception {
    Job job = start(plan(ENDLESS, n -> {}), SubtaskLimits.defaults());

    assertThat(job.await(Duration.ofMillis(5))).isEqualTo(JobState.RUNNING);

    job.cancel();
    assertThat(job.await(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aJobThatCannotStartAllItsSubtasksStopsThoseThatRun() throws Exception {
    ThreadPerSubtask threads = new ThreadPerSubtask(Clock.system());
    SubtaskExecutor failing =
        new Disturbed(
            threads,
            () -> {
              throw new IllegalStateException("no more threads");
            },
            () -> {});

    assertThatThrownBy(
            () ->
                Runs.start(
                    plan(ENDLESS, n -> {}), SubtaskLimits.defaults(), Clock.system(), failing))
        .hasMessage("no more threads");
    assertThat(threads.awaitEnd(Duration.ofSeconds(60))).isTrue();
    // A job that stops meanwhile does not open what was made, but it closes it.
    assertThat(instances.closed()).hasValue(instances.made().get());
  }

  @Test
  void subtasksOfOneStageSeeTheirOwnIndex() throws Throwable {
    Recorder sink = new Recorder();
    PhysicalPlan plan =
        new Plans()
            .stage(
                3,
                node("read", 0, 1, Numbers.below(3)),
                node(
                    "index",
                    1,
                    1,
                    context ->
                        new PassingOperator(context, 1) {
                          @Override
                          protected void onElement(int port, Object element) {
                            context
                                .output(0)
                                .accept(
                                    "%s: %d of %d, %d groups"
                                        .formatted(
                                            context.operatorId(),
                                            context.subtaskIndex(),
                                            context.parallelism(),
                                            context.maxParallelism()));
                          }
                        }))
            .stage(1, node("write", 1, 0, sink.sink(1)))
            .link("read", "index", FORWARD)
            .link("index", "write", REBALANCE)
            .plan();

    Runs.threaded(plan, SubtaskLimits.defaults());

    assertThat(sink.elements())
        .containsExactlyInAnyOrder(
            "index: 0 of 3, 12 groups", "index: 1 of 3, 12 groups", "index: 2 of 3, 12 groups");
  }

  private static void explode(long n, Receiver out) {
    for (long i = 0; i < 10_000; i++) {
      out.accept(i);
    }
  }

  private void blockUntilInterrupted(long element) {
    reached.countDown();
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted at " + element, e);
    }
  }

  private static final class FailsInClose extends PassingOperator {

    private FailsInClose(OperatorContext context) {
      super(context, 1);
    }

    @Override
    public void close() {
      throw new IllegalStateException("cannot close");
    }
  }

  private static final class IdleForEver extends PassingOperator {

    private IdleForEver(OperatorContext context) {
      super(context, 0);
    }

    @Override
    public boolean hasOwnWork() {
      return true;
    }

    @Override
    public Progress work(int budget) {
      return Progress.IDLE;
    }
  }

  /**
   * An executor that something goes wrong in.
   *
   * @param afterStart called when all is started
   * @param beforeInterrupt called before anything is interrupted
   */
  private record Disturbed(SubtaskExecutor executor, Runnable afterStart, Runnable beforeInterrupt)
      implements SubtaskExecutor {

    @Override
    public Parker register(String name, Body body) {
      return executor.register(name, body);
    }

    @Override
    public void watch(Runnable look, long periodMillis) {
      executor.watch(look, periodMillis);
    }

    @Override
    public void start() {
      executor.start();
      afterStart.run();
    }

    @Override
    public void interrupt() {
      beforeInterrupt.run();
      executor.interrupt();
    }

    @Override
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
      return executor.awaitEnd(timeout);
    }
  }
}
