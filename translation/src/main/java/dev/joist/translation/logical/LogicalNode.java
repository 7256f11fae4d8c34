// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

import static java.util.Objects.requireNonNull;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.group.GroupByKeySpec;
import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.read.BoundedReadSpec;
import dev.joist.operators.read.TestStreamSpec;
import dev.joist.operators.read.UnboundedReadSpec;
import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.operators.view.ViewSpec;
import dev.joist.operators.window.AssignWindowsSpec;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/**
 * One primitive of a pipeline: there is one record for each kind, and no other kind runs.
 *
 * <p>Input 0 is the main input; a ParDo's views follow it in the order of its spec.
 */
public sealed interface LogicalNode {

  /** Where the node stands in its plan. */
  Wiring wiring();

  /** The same node at another place. */
  LogicalNode at(Wiring wiring);

  /** Calls the method of {@code visitor} for this kind of node. */
  <R> R accept(Visitor<R> visitor);

  /** Full name of the transform. */
  default String name() {
    return wiring().name();
  }

  /** What it reads, one for each input port. */
  default List<CollectionId> inputs() {
    return wiring().inputs();
  }

  /** What it makes, one for each output. */
  default List<CollectionId> outputs() {
    return wiring().outputs();
  }

  /** One empty byte array in the global window. */
  record Impulse(Wiring wiring) implements LogicalNode {
    @Override
    public Impulse at(Wiring place) {
      return new Impulse(place);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.impulse(this);
    }
  }

  /** A read that ends. */
  record BoundedRead(Wiring wiring, BoundedReadSpec<?> spec) implements LogicalNode {
    @Override
    public BoundedRead at(Wiring place) {
      return new BoundedRead(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.boundedRead(this);
    }
  }

  /** A read that need not end. */
  record UnboundedRead(Wiring wiring, UnboundedReadSpec<?, ?> spec) implements LogicalNode {
    @Override
    public UnboundedRead at(Wiring place) {
      return new UnboundedRead(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unboundedRead(this);
    }
  }

  /** The scripted source of a test. */
  record TestStream(Wiring wiring, TestStreamSpec<?> spec) implements LogicalNode {
    @Override
    public TestStream at(Wiring place) {
      return new TestStream(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.testStream(this);
    }
  }

  /**
   * A ParDo without state and timers.
   *
   * @param stableInput whether it must see the same elements again when they are retried
   */
  record ParDo(Wiring wiring, ParDoSpec<?, ?> spec, boolean stableInput) implements LogicalNode {
    @Override
    public ParDo at(Wiring place) {
      return new ParDo(place, spec, stableInput);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parDo(this);
    }
  }

  /**
   * A ParDo with state, timers or input sorted by time; its input is partitioned by key.
   *
   * @param stableInput whether it must see the same elements again when they are retried
   */
  record StatefulParDo(Wiring wiring, ParDoSpec<?, ?> spec, boolean stableInput)
      implements LogicalNode {

    /** Coder of the key that its state belongs to. */
    public Coder<?> keyCoder() {
      return requireNonNull(spec.keyCoder(), "a stateful ParDo has a key coder");
    }

    @Override
    public StatefulParDo at(Wiring place) {
      return new StatefulParDo(place, spec, stableInput);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.statefulParDo(this);
    }
  }

  /**
   * A ParDo whose function splits the work on one element, or one phase of it.
   *
   * <p>As it was parsed it is whole; the optimizer expands it into the phases that run.
   */
  record SplittableParDo(Wiring wiring, SplittableSpec<?, ?, ?, ?> spec) implements LogicalNode {
    @Override
    public SplittableParDo at(Wiring place) {
      return new SplittableParDo(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.splittableParDo(this);
    }
  }

  /** Window.into. */
  record AssignWindows(Wiring wiring, AssignWindowsSpec<?> spec) implements LogicalNode {
    @Override
    public AssignWindows at(Wiring place) {
      return new AssignWindows(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assignWindows(this);
    }
  }

  /** GroupByKey. */
  record GroupByKey(Wiring wiring, GroupByKeySpec<?, ?> spec) implements LogicalNode {
    @Override
    public GroupByKey at(Wiring place) {
      return new GroupByKey(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.groupByKey(this);
    }
  }

  /** Combine.perKey, or one phase of it. */
  record CombinePerKey(Wiring wiring, CombineSpec<?, ?, ?, ?> spec) implements LogicalNode {
    @Override
    public CombinePerKey at(Wiring place) {
      return new CombinePerKey(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.combinePerKey(this);
    }
  }

  /** The union of any number of inputs, none among them. */
  record Flatten(Wiring wiring) implements LogicalNode {
    @Override
    public Flatten at(Wiring place) {
      return new Flatten(place);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.flatten(this);
    }
  }

  /**
   * Reshuffle or Redistribute: an exchange that keeps each element as it is.
   *
   * @param keyCoder coder of the key whose elements stay together; null spreads all evenly
   */
  record Reshuffle(Wiring wiring, @Nullable Coder<?> keyCoder) implements LogicalNode {
    @Override
    public Reshuffle at(Wiring place) {
      return new Reshuffle(place, keyCoder);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reshuffle(this);
    }
  }

  /** Gathers a collection into the panes of a view, for the ParDos that read it. */
  record CreateView(Wiring wiring, ViewSpec<?> spec) implements LogicalNode {
    @Override
    public CreateView at(Wiring place) {
      return new CreateView(place, spec);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createView(this);
    }
  }

  /** One method for each kind of node. */
  interface Visitor<R> {

    R impulse(Impulse node);

    R boundedRead(BoundedRead node);

    R unboundedRead(UnboundedRead node);

    R testStream(TestStream node);

    R parDo(ParDo node);

    R statefulParDo(StatefulParDo node);

    R splittableParDo(SplittableParDo node);

    R assignWindows(AssignWindows node);

    R groupByKey(GroupByKey node);

    R combinePerKey(CombinePerKey node);

    R flatten(Flatten node);

    R reshuffle(Reshuffle node);

    R createView(CreateView node);
  }
}
