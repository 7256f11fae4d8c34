// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.joist.validatesrunner.scan.TestId;

/** What a worker tells the driver. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerEvent.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = WorkerEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = WorkerEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = WorkerEvent.ClassReported.class, name = "class"),
  @JsonSubTypes.Type(value = WorkerEvent.UnitDone.class, name = "done"),
  @JsonSubTypes.Type(value = WorkerEvent.Dumped.class, name = "dumped")
})
public sealed interface WorkerEvent {

  /** Takes an event apart by its kind. */
  interface Receiver {

    void onHello(Hello event);

    void onStarted(Started event);

    void onFinished(Finished event);

    void onClassReported(ClassReported event);

    void onUnitDone(UnitDone event);

    void onDumped(Dumped event);
  }

  /** Calls the method of {@code receiver} for this kind. */
  void deliverTo(Receiver receiver);

  /** The worker is ready; {@code token} shows that it is the one that was started. */
  record Hello(String token) implements WorkerEvent {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.onHello(this);
    }
  }

  /** A test begins. */
  record Started(TestId test) implements WorkerEvent {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.onStarted(this);
    }
  }

  /**
   * A test ended.
   *
   * @param message first lines of what it threw; empty if it threw nothing
   * @param trace the stack trace, cut to a bearable length; empty likewise
   */
  record Finished(TestId test, Outcome outcome, double seconds, String message, String trace)
      implements WorkerEvent {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.onFinished(this);
    }
  }

  /**
   * The class as a whole failed in its set-up or tear-down, was ignored, or could not be read. The
   * fate of those of its tests that were not reported.
   */
  record ClassReported(Outcome outcome, String message, String trace) implements WorkerEvent {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.onClassReported(this);
    }
  }

  /** The worker waits for its next command. */
  record UnitDone() implements WorkerEvent {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.onUnitDone(this);
    }
  }

  /** The stacks of all threads. */
  record Dumped(String text) implements WorkerEvent {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.onDumped(this);
    }
  }
}
