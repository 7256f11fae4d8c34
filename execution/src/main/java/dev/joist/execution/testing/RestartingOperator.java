// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.graph.Partitioning.KeyGroupFunction;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.Watermark;
import dev.joist.state.KeyGroup;
import dev.joist.state.MemorySections;
import dev.joist.state.StateSnapshot;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import dev.joist.state.heap.HeapStateBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * An operator that is thrown away now and then, and goes on as a new one from what its stores held,
 * or as several, each with its part of that.
 *
 * <p>That happens between bundles, as at a barrier: the operator is told of a snapshot, its stores
 * are written and read back, and the new operator gets the watermarks that the old one had seen.
 * After that it must hold what the old one held, and promise the same watermark; and if the old one
 * had no work of its own left, neither may the new one.
 */
@SuppressWarnings("try") // close() runs the user's teardown, which may throw anything
final class RestartingOperator implements Operator {

  private final Specification specification;
  private final OperatorContext context;
  private final Restarts restarts;
  private final RestartedQuiescence quiescence;
  private final Map<Integer, Receiver> outputs = new HashMap<>();
  private final long[] watermarks;
  private final boolean[] idle;
  private List<Instance> instances;
  private int attempt;
  private boolean workDone;

  /** Whether anything came in or went out since the last restart. */
  private boolean isActive;

  /** An operator with its part of the state. */
  private record Instance(Operator operator, SubtaskStores stores, List<Receiver> receivers) {}

  private RestartingOperator(
      Specification specification, OperatorContext context, Restarts restarts) throws Exception {
    this.specification = specification;
    this.context = context;
    this.restarts = restarts;
    this.quiescence = new RestartedQuiescence(context.quiescence());
    this.watermarks = new long[specification.inputs()];
    this.idle = new boolean[specification.inputs()];
    Arrays.fill(watermarks, Watermark.INITIAL_MILLIS);
    this.instances = create(1, List.of());
  }

  /** Makes the operators of {@code specification} restart. */
  static OperatorFactory factory(Specification specification, Restarts restarts) {
    return context -> new RestartingOperator(specification, context, restarts);
  }

  private List<Instance> create(int parallelism, List<MemorySections> snapshot) throws Exception {
    List<Instance> created = new ArrayList<>();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      SubtaskScope scope =
          new SubtaskScope(subtask, parallelism, context.maxParallelism(), attempt);
      SubtaskStores stores = new HeapStateBackend().open(scope, snapshot);
      Operator operator =
          specification
              .factory()
              .create(new RestartedContext(context, scope, stores, quiescence, this::output));
      List<Receiver> receivers = new ArrayList<>();
      for (int port = 0; port < watermarks.length; port++) {
        receivers.add(operator.input(port));
      }
      created.add(new Instance(operator, stores, receivers));
    }
    return created;
  }

  private Receiver output(int index) {
    return outputs.computeIfAbsent(
        index,
        i -> {
          Receiver receiver = context.output(i);
          return element -> {
            isActive = true;
            receiver.accept(element);
          };
        });
  }

  private void restart() throws Exception {
    String before = promises();
    List<MemorySections> snapshot = new ArrayList<>();
    for (Instance instance : instances) {
      instance.operator().beforeSnapshot(attempt);
      snapshot.add(snapshotOf(instance.stores()));
    }
    close();

    attempt++;
    quiescence.forget();
    instances = create(restarts.parallelism(), snapshot);
    open();
    restoreWatermarks();
    String after = promises();
    if (!after.equals(before)) {
      throw new IllegalStateException(
          "the operator had %s before restart %d, and has %s now"
              .formatted(before, attempt, after));
    }
  }

  private MemorySections snapshotOf(SubtaskStores stores) throws IOException {
    MemorySections sections = new MemorySections();
    try (StateSnapshot snapshot = stores.snapshot(attempt)) {
      snapshot.writeTo(sections);
    }
    return sections;
  }

  private void restoreWatermarks() throws Exception {
    for (Instance instance : instances) {
      Operator operator = instance.operator();
      for (int port = 0; port < watermarks.length; port++) {
        if (watermarks[port] != Watermark.INITIAL_MILLIS) {
          operator.onWatermark(port, watermarks[port]);
        }
        if (idle[port]) {
          operator.onIdle(port);
        }
      }
      operator.finishBundle();
      if (workDone && operator.work(1) != Progress.DONE) {
        throw new IllegalStateException(
            "the operator had no work left before restart %d, and has some now".formatted(attempt));
      }
    }
  }

  /** What the operators promise together, in words. */
  private String promises() {
    List<String> holds = holds(Integer.MAX_VALUE).stream().map(Hold::toString).sorted().toList();
    return "output watermark %s with holds %s"
        .formatted(Watermark.format(outputWatermark()), holds);
  }

  @Override
  public Receiver input(int port) {
    return element -> {
      isActive = true;
      if (port == 0) {
        instances.get(instanceOf(element)).receivers().get(port).accept(element);
      } else {
        instances.forEach(instance -> instance.receivers().get(port).accept(element));
      }
    };
  }

  private int instanceOf(Object element) {
    KeyGroupFunction keyGroups = specification.keyGroups();
    return keyGroups == null
        ? 0
        : KeyGroup.subtaskOf(
            keyGroups.keyGroup(element, context.maxParallelism()),
            instances.size(),
            context.maxParallelism());
  }

  @Override
  public void open() throws Exception {
    for (Instance instance : instances) {
      instance.operator().open();
    }
  }

  @Override
  public void finishBundle() throws Exception {
    for (Instance instance : instances) {
      instance.operator().finishBundle();
    }
    // Without the first condition a restart could be all that ever happens.
    if (isActive && restarts.isNow()) {
      isActive = false;
      restart();
    }
  }

  @Override
  public boolean prefersLargeBundles() {
    return any(Operator::prefersLargeBundles);
  }

  @Override
  public boolean waitsForBundleEnd() {
    return any(Operator::waitsForBundleEnd);
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return any(operator -> operator.isDue(port, watermarkMillis));
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) throws Exception {
    isActive = true;
    watermarks[port] = watermarkMillis;
    idle[port] = false;
    for (Instance instance : instances) {
      instance.operator().onWatermark(port, watermarkMillis);
    }
  }

  @Override
  public void onIdle(int port) {
    idle[port] = true;
    instances.forEach(instance -> instance.operator().onIdle(port));
  }

  @Override
  public boolean isIdle() {
    return !any(operator -> !operator.isIdle());
  }

  @Override
  public long outputWatermark() {
    return lowest(Operator::outputWatermark);
  }

  @Override
  public long nextProcessingTimeMillis() {
    return lowest(Operator::nextProcessingTimeMillis);
  }

  @Override
  public boolean onProcessingTime(long nowMillis) throws Exception {
    boolean fired = false;
    for (Instance instance : instances) {
      fired |= instance.operator().onProcessingTime(nowMillis);
    }
    return fired;
  }

  @Override
  public boolean hasOwnWork() {
    return any(Operator::hasOwnWork);
  }

  /** Operators with work of their own are never several. */
  @Override
  public Progress work(int budget) throws Exception {
    Progress progress = instances.get(0).operator().work(budget);
    workDone = progress == Progress.DONE;
    isActive |= workDone;
    return progress;
  }

  @Override
  public boolean isBusy() {
    return any(Operator::isBusy);
  }

  @Override
  public boolean isHolding() {
    return any(Operator::isHolding);
  }

  @Override
  public List<Hold> holds(int limit) {
    return instances.stream()
        .map(instance -> instance.operator().holds(limit))
        .flatMap(Collection::stream)
        .sorted(Comparator.comparingLong(Hold::timestampMillis))
        .limit(limit)
        .toList();
  }

  @Override
  public void close() throws Exception {
    for (Instance instance : instances) {
      try {
        instance.operator().close();
      } finally {
        instance.stores().close();
      }
    }
  }

  private boolean any(Predicate<Operator> condition) {
    return instances.stream().anyMatch(instance -> condition.test(instance.operator()));
  }

  private long lowest(ToLongFunction<Operator> time) {
    return instances.stream()
        .mapToLong(instance -> time.applyAsLong(instance.operator()))
        .min()
        .orElse(Watermark.FINAL_MILLIS);
  }
}
