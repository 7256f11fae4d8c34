// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.translation.logical.LogicalNode;

/** Where the operator of a node may stand: what it asks of the stage that it gets. */
sealed interface Start {

  /** Calls the method of {@code receiver} for this way to start. */
  void tell(Receiver receiver);

  /** It reads nothing: a stage of its own, with one subtask or as many as the job has. */
  record Source(boolean single) implements Start {
    @Override
    public void tell(Receiver receiver) {
      receiver.source(single);
    }
  }

  /** It follows its input, in the same stage where it can. */
  record Chained() implements Start {
    @Override
    public void tell(Receiver receiver) {
      receiver.chained();
    }
  }

  /** It follows its input, but as the first of a stage. */
  record Behind() implements Start {
    @Override
    public void tell(Receiver receiver) {
      receiver.behind();
    }
  }

  /** It unites its inputs. */
  record United() implements Start {
    @Override
    public void tell(Receiver receiver) {
      receiver.united();
    }
  }

  /** Its input comes spread anew. */
  record Exchanged(Spread spread) implements Start {
    @Override
    public void tell(Receiver receiver) {
      receiver.exchanged(spread);
    }
  }

  /** Its input comes together in one subtask. */
  record Gathered() implements Start {
    @Override
    public void tell(Receiver receiver) {
      receiver.gathered();
    }
  }

  /** One method for each way to start. */
  interface Receiver {

    void source(boolean single);

    void chained();

    void behind();

    void united();

    void exchanged(Spread spread);

    void gathered();
  }

  /** What {@code node} asks for. */
  static Start of(LogicalNode node) {
    return node.accept(Kinds.INSTANCE);
  }

  /** The answer for each kind of node. */
  final class Kinds implements LogicalNode.Visitor<Start> {

    private static final Kinds INSTANCE = new Kinds();

    private Kinds() {}

    @Override
    public Start impulse(LogicalNode.Impulse node) {
      return new Source(true);
    }

    @Override
    public Start boundedRead(LogicalNode.BoundedRead node) {
      return new Source(false);
    }

    @Override
    public Start unboundedRead(LogicalNode.UnboundedRead node) {
      return new Source(false);
    }

    @Override
    public Start testStream(LogicalNode.TestStream node) {
      return new Source(true);
    }

    @Override
    public Start parDo(LogicalNode.ParDo node) {
      return node.stableInput() ? new Behind() : new Chained();
    }

    @Override
    public Start statefulParDo(LogicalNode.StatefulParDo node) {
      return new Exchanged(new Spread.ByKey(node.keyCoder()));
    }

    @Override
    public Start splittableParDo(LogicalNode.SplittableParDo node) {
      return switch (node.spec().phase()) {
        case WHOLE, SPLIT -> new Chained();
        case PROCESS -> new Exchanged(new Spread.Rebalance());
      };
    }

    @Override
    public Start assignWindows(LogicalNode.AssignWindows node) {
      return new Chained();
    }

    @Override
    public Start groupByKey(LogicalNode.GroupByKey node) {
      return new Exchanged(new Spread.ByKey(node.spec().inputCoder().getKeyCoder()));
    }

    @Override
    public Start combinePerKey(LogicalNode.CombinePerKey node) {
      return switch (node.spec().phase()) {
        case PARTIAL -> new Chained();
        case WHOLE, FINAL ->
            new Exchanged(new Spread.ByKey(node.spec().inputCoder().getKeyCoder()));
      };
    }

    @Override
    public Start flatten(LogicalNode.Flatten node) {
      return new United();
    }

    @Override
    public Start reshuffle(LogicalNode.Reshuffle node) {
      return new Exchanged(
          node.keyCoder() == null ? new Spread.Rebalance() : new Spread.ByKey(node.keyCoder()));
    }

    @Override
    public Start createView(LogicalNode.CreateView node) {
      return new Gathered();
    }
  }
}
