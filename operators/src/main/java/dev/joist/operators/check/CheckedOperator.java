// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Hold;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;

/**
 * An operator whose user code is watched.
 *
 * <p>Every element it emits passes through its coder, so that those who read it get what would come
 * out of a file or a network, and neither an element that it took nor one that it emitted may
 * change. That is looked at after each element and at the end of each bundle.
 */
public final class CheckedOperator implements Operator {

  private final Operator operator;
  private final CheckSpec spec;
  private final CheckedContext context;
  private final List<CheckedInput> inputs = new ArrayList<>();

  private CheckedOperator(Operator operator, CheckSpec spec, CheckedContext context) {
    this.operator = operator;
    this.spec = spec;
    this.context = context;
  }

  /** Makes the operators of {@code factory}, and watches them. */
  public static OperatorFactory factory(OperatorFactory factory, CheckSpec spec) {
    OperatorFactory checking = context -> create(factory, spec, context);
    return factory.runsInLanes() ? OperatorFactory.inLanes(checking) : checking;
  }

  private static Operator create(OperatorFactory factory, CheckSpec spec, OperatorContext context)
      throws Exception {
    CheckedContext checked = new CheckedContext(spec, context);
    return new CheckedOperator(factory.create(checked), spec, checked);
  }

  /** Ports after the first take the panes of views, which are the runner's own. */
  @Override
  public Receiver input(int port) {
    Receiver receiver = operator.input(port);
    Coder<?> coder = spec.inputCoder();
    if (port > 0 || coder == null) {
      return receiver;
    }
    CheckedInput checked = new CheckedInput(spec.transform(), coder, receiver);
    inputs.add(checked);
    return checked;
  }

  @Override
  public void finishBundle() throws Exception {
    operator.finishBundle();
    context.verifyOutputs();
    inputs.forEach(CheckedInput::verifyAll);
  }

  @Override
  public void expectSnapshot(boolean expected) {
    operator.expectSnapshot(expected);
  }

  @Override
  public void beforeSnapshot(long snapshotId) throws Exception {
    operator.beforeSnapshot(snapshotId);
  }

  @Override
  public void open() throws Exception {
    operator.open();
  }

  @Override
  public boolean prefersLargeBundles() {
    return operator.prefersLargeBundles();
  }

  @Override
  public boolean waitsForBundleEnd() {
    return operator.waitsForBundleEnd();
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return operator.isDue(port, watermarkMillis);
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) throws Exception {
    operator.onWatermark(port, watermarkMillis);
  }

  @Override
  public void onIdle(int port) {
    operator.onIdle(port);
  }

  @Override
  public boolean isIdle() {
    return operator.isIdle();
  }

  @Override
  public boolean isHolding() {
    return operator.isHolding();
  }

  @Override
  public long outputWatermark() {
    return operator.outputWatermark();
  }

  @Override
  public long nextProcessingTimeMillis() {
    return operator.nextProcessingTimeMillis();
  }

  @Override
  public boolean onProcessingTime(long nowMillis) throws Exception {
    return operator.onProcessingTime(nowMillis);
  }

  @Override
  public boolean hasOwnWork() {
    return operator.hasOwnWork();
  }

  @Override
  public Progress work(int budget) throws Exception {
    return operator.work(budget);
  }

  @Override
  public boolean isBusy() {
    return operator.isBusy();
  }

  @Override
  public void adoptSideInputs(Operator other) {
    operator.adoptSideInputs(other instanceof CheckedOperator same ? same.operator : other);
  }

  @Override
  public List<Hold> holds(int limit) {
    return operator.holds(limit);
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }
}
