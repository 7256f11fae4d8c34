// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.BundleCallbacks;
import dev.joist.operators.pardo.DoFnInstance;
import dev.joist.operators.pardo.Outputs;
import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.pardo.SideInputStores;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.pardo.WaitingElements;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputs;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Works on pieces: on each once when it arrives, and on what is left of it whenever that is due.
 *
 * <p>What is left of a piece holds the output watermark at what its estimator said. The operator is
 * done when its input has ended and nothing is left.
 */
final class ProcessOperator<InputT, OutputT, RestrictionT, StateT extends @Nullable Object>
    implements Operator {

  private final SplittableSpec<InputT, OutputT, RestrictionT, StateT> spec;
  private final JobServices services;
  private final OperatorContext context;
  private final UserCode userCode;
  private final DoFnInstance<InputT, OutputT> instance;
  private final Outputs outputs;
  private final SideInputs sideInputs;
  private final WaitingElements<KV<InputT, KV<RestrictionT, StateT>>> waiting;
  private final Counter tooLate = DroppedElements.tooLate();
  private final Residuals<KV<InputT, KV<RestrictionT, StateT>>> residuals;
  private final LanesOfResiduals<KV<InputT, KV<RestrictionT, StateT>>> lanes;
  private final EndOfTestTime endOfTime;
  private final CutRequest cutRequest = new CutRequest();
  private @Nullable PieceProcessor<InputT, OutputT, RestrictionT, StateT> processor;
  private boolean isDraining;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long outputWatermarkMillis = Watermark.INITIAL_MILLIS;

  ProcessOperator(
      SplittableSpec<InputT, OutputT, RestrictionT, StateT> spec,
      JobServices services,
      OperatorContext context) {
    ParDoSpec<InputT, OutputT> parDo = spec.parDo();
    this.spec = spec;
    this.services = services;
    this.context = context;
    this.userCode = new UserCode(spec.transform(), new StepScope(services.metrics(), parDo.step()));
    this.instance = new DoFnInstance<>(parDo.fn());
    this.outputs = new Outputs(spec.transform(), parDo.outputs(), context);
    userCode.scope().reads(outputs::count);
    ProcessStores<KV<InputT, KV<RestrictionT, StateT>>> stores =
        context.shared(() -> ProcessStores.open(spec, services.spilling(), context.stores()));
    this.sideInputs =
        new SideInputs(
            parDo.sideInputs(), parDo.windowing(), SideInputStores.panesOf(stores.sideInputs()));
    this.waiting = new WaitingElements<>(sideInputs, stores.sideInputs());
    this.residuals = new Residuals<>(stores.residuals(), stores.lanes(), context::wake);
    this.lanes = stores.lanes();
    this.endOfTime = new EndOfTestTime(context);
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links pieces and panes of the spec's types.
  public Receiver input(int port) {
    if (port > 0) {
      int view = port - 1;
      return pane -> waiting.onPane(view, (WindowedValue<? extends Iterable<?>>) pane);
    }
    return spec.parDo().sideInputs().isEmpty()
        ? piece -> arrive((WindowedValue<KV<InputT, KV<RestrictionT, StateT>>>) piece)
        : piece -> arriveWhereReady((WindowedValue<KV<InputT, KV<RestrictionT, StateT>>>) piece);
  }

  @Override
  public void open() {
    ParDoSpec<InputT, OutputT> parDo = spec.parDo();
    userCode.run(
        () ->
            processor =
                new PieceProcessor<>(
                    new Surroundings<>(
                        DoFnInvokers.invokerFor(instance.setUp(services.options())),
                        services.options(),
                        sideInputs,
                        parDo.sideInputMapping(),
                        parDo.schema()),
                    TaggedOutputs.of(parDo.outputs(), outputs),
                    context.clock(),
                    context.stop(),
                    spec.isBoundedPerElement(),
                    new BundleCallbacks(spec.transform(), context),
                    cutRequest));
  }

  private PieceProcessor<InputT, OutputT, RestrictionT, StateT> opened() {
    PieceProcessor<InputT, OutputT, RestrictionT, StateT> current = processor;
    if (current == null) {
      throw new IllegalStateException("%s was not opened".formatted(spec.transform()));
    }
    return current;
  }

  /** A piece that was split before this waits again: here, its views come by other channels. */
  private void arriveWhereReady(WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    switch (sideInputs.readiness(Surroundings.onlyWindow(piece))) {
      case READY -> arrive(piece);
      case NOT_YET -> waiting.add(piece, outputWatermarkMillis);
      case TOO_LATE -> userCode.run(tooLate::inc);
    }
  }

  private void arrive(WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    context.stop().check();
    if (isDraining) {
      userCode.run(() -> opened().function().truncate(piece).ifPresent(this::begin));
    } else {
      begin(piece);
    }
  }

  private void begin(WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    residuals.begin(outputWatermarkMillis);
    process(piece);
  }

  private void process(WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    userCode.run(
        () -> {
          Residual<KV<InputT, KV<RestrictionT, StateT>>> residual = opened().process(piece);
          residuals.end(
              residual == null ? null : residual.holdingNothingBelow(outputWatermarkMillis));
        });
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public Progress work(int budget) {
    if (cutRequest.isMade() || residuals.waitForBundle()) {
      // While a call waits, other lanes find what is left of pieces whose bundle has ended.
      return Progress.IDLE;
    }
    Residual<KV<InputT, KV<RestrictionT, StateT>>> next = nextDue();
    if (next != null) {
      process(next.piece());
      return Progress.WORKED;
    }
    // What another lane has left may come to this one.
    return hasInputEnded() && residuals.areAllDone() ? Progress.DONE : Progress.IDLE;
  }

  private @Nullable Residual<KV<InputT, KV<RestrictionT, StateT>>> nextDue() {
    long now = context.clock().currentTimeMillis();
    Residual<KV<InputT, KV<RestrictionT, StateT>>> next = residuals.poll(now);
    if (next == null && !isDraining) {
      // What lies with a lane that drains is truncated, what lies with another is not.
      next = residuals.pollOfOthers(now, outputWatermarkMillis);
    }
    boolean isLastResort =
        next == null && hasInputEnded() && !residuals.isEmpty() && !residuals.waitForBundle();
    return isLastResort && endOfTime.isReached() ? residuals.poll(Long.MAX_VALUE) : next;
  }

  private boolean hasInputEnded() {
    return inputWatermarkMillis == Watermark.FINAL_MILLIS && waiting.isEmpty();
  }

  @Override
  public boolean isBusy() {
    return residuals.nextDueMillis() <= context.clock().currentTimeMillis()
        || endOfTime.isPending();
  }

  @Override
  public long nextProcessingTimeMillis() {
    return residuals.nextDueMillis();
  }

  @Override
  public void finishBundle() {
    // Panes may have arrived since pieces began to wait for them.
    if (!waiting.isEmpty()) {
      waiting.release(this::arrive);
    }
    userCode.run(
        () -> {
          opened().finishBundle();
          outputs.report(userCode.scope().container());
          opened().bundleEnded();
        });
    userCode.scope().commit();
    if (residuals.bundleEnded()) {
      context.wake();
    }
    if (hasInputEnded()) {
      // The other lanes, which may rest, are done as well.
      lanes.wakeIfAllDone();
    }
    advanceWatermark();
  }

  @Override
  public int workForOthers() {
    return residuals.forOthers(context.clock().currentTimeMillis());
  }

  @Override
  public void beforeSnapshot(long snapshotId) {
    waiting.beforeSnapshot();
  }

  @Override
  public void expectSnapshot(boolean expected) {
    if (expected) {
      cutRequest.make();
    } else {
      cutRequest.withdraw();
      context.wake();
    }
  }

  @Override
  public boolean prefersLargeBundles() {
    return spec.parDo().hasFinishBundle();
  }

  @Override
  public boolean waitsForBundleEnd() {
    return residuals.waitForBundle();
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return port > 0 && waiting.isDue(port - 1, watermarkMillis);
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    if (port > 0) {
      waiting.onViewWatermark(port - 1, watermarkMillis, this::arrive);
    } else {
      inputWatermarkMillis = watermarkMillis;
    }
    if (hasInputEnded()) {
      // Whether anything is left to do shows when work is next asked for.
      context.wake();
      lanes.wakeIfAllDone();
    }
    advanceWatermark();
    letViewsGo();
  }

  /** What is left of a piece may hold a watermark that is past its own window. */
  private void letViewsGo() {
    if (sideInputs.hasLapsed(outputWatermarkMillis)) {
      long earliestWindow =
          residuals.all().stream()
              .mapToLong(left -> Surroundings.onlyWindow(left.piece()).maxTimestamp().getMillis())
              .min()
              .orElse(Watermark.FINAL_MILLIS);
      sideInputs.onMainWatermark(Math.min(outputWatermarkMillis, earliestWindow));
    }
  }

  /**
   * It follows from what is stored: nothing of this lane is let hold below what was promised
   * before. What another lane begins later may.
   */
  private void advanceWatermark() {
    long lowest =
        Math.min(inputWatermarkMillis, Math.min(residuals.holdMillis(), waiting.holdMillis()));
    outputWatermarkMillis = Math.max(outputWatermarkMillis, lowest);
  }

  @Override
  public long outputWatermark() {
    return outputWatermarkMillis;
  }

  /**
   * {@inheritDoc} From now on pieces are only worked on as far as the function says when it
   * truncates them.
   */
  @Override
  public void drain() {
    isDraining = true;
    userCode.run(
        () ->
            residuals.replaceAll(
                residual -> {
                  context.stop().check();
                  return opened()
                      .function()
                      .truncate(residual.piece())
                      .map(
                          piece ->
                              new Residual<>(piece, residual.holdMillis(), residual.dueMillis()));
                }));
    residuals.bundleEnded();
    context.wake();
  }

  /** How much work is left in all residuals, as the function measures it. */
  double backlog() {
    double[] sum = new double[1];
    userCode.run(
        () ->
            residuals
                .all()
                .forEach(residual -> sum[0] += opened().function().size(residual.piece())));
    return sum[0];
  }

  @Override
  public boolean isHolding() {
    return !residuals.isEmpty() || !waiting.isEmpty();
  }

  @Override
  public void adoptSideInputs(Operator other) {
    if (other instanceof ProcessOperator<?, ?, ?, ?> same) {
      sideInputs.adopt(same.sideInputs);
    }
  }

  @Override
  public List<Hold> holds(int limit) {
    List<Hold> all = new ArrayList<>(residuals.holds(limit));
    all.addAll(waiting.holds(limit - all.size()));
    return List.copyOf(all);
  }

  @Override
  public void close() {
    userCode.run(instance::tearDown);
  }
}
