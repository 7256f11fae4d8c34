// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

import dev.joist.execution.watermark.Hold;
import java.util.List;

/**
 * An operator that is another one in all that a subclass does not change.
 *
 * <p>Most methods of {@link Operator} have an answer for those who say nothing. A wrapper that left
 * one out would give that answer in the name of an operator that says something else; so all are
 * passed on here, and a test sees to it.
 */
public abstract class ForwardingOperator implements Operator {

  private final Operator operator;

  /** Passes everything on to {@code operator}. */
  protected ForwardingOperator(Operator operator) {
    this.operator = operator;
  }

  @Override
  public void open() throws Exception {
    operator.open();
  }

  @Override
  public Receiver input(int port) {
    return operator.input(port);
  }

  @Override
  public void finishBundle() throws Exception {
    operator.finishBundle();
  }

  @Override
  public void expectSnapshot(boolean expected) {
    operator.expectSnapshot(expected);
  }

  @Override
  public void drain() throws Exception {
    operator.drain();
  }

  @Override
  public void beforeSnapshot(long snapshotId) throws Exception {
    operator.beforeSnapshot(snapshotId);
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
  public int workForOthers() {
    return operator.workForOthers();
  }

  @Override
  public boolean isBusy() {
    return operator.isBusy();
  }

  @Override
  public boolean isHolding() {
    return operator.isHolding();
  }

  /** The same operator in another lane is wrapped in the same way. */
  @Override
  public void adoptSideInputs(Operator other) {
    operator.adoptSideInputs(other instanceof ForwardingOperator same ? same.operator : other);
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
