// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.state.CoderCodec;
import dev.joist.operators.time.EventTime;
import dev.joist.state.CellId;
import dev.joist.state.StageCell;
import java.util.List;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.WindowedValues;

/**
 * Plays the events of a test stream, each when the job has nothing left to do about the ones
 * before.
 *
 * <p>The job's clock is the settable one that all its test streams share.
 */
public final class TestStreamOperator<T> implements Operator, Quiescence.Participant {

  private final TestStreamSpec<T> spec;
  private final OperatorContext context;
  private final SettableClock clock;
  private final Receiver output;
  private final List<TestStream.Event<T>> events;
  private final StageCell<Integer> position;
  private int next;
  private boolean asked;
  private volatile boolean quiescent;
  private long watermarkMillis;
  private long outputWatermarkMillis = Watermark.INITIAL_MILLIS;

  TestStreamOperator(TestStreamSpec<T> spec, SettableClock clock, OperatorContext context) {
    this.spec = spec;
    this.clock = clock;
    this.context = context;
    this.output = context.output(0);
    this.events = spec.stream().getEvents();
    this.position =
        context
            .stores()
            .stage(new CellId(spec.transform(), "position"), CoderCodec.of(VarIntCoder.of()));
    Integer restored = position.read();
    this.next = restored == null ? 0 : restored;
    this.watermarkMillis = watermarkAt(next);
  }

  @Override
  public void open() {
    context.quiescence().register(this);
  }

  @Override
  public Receiver input(int port) {
    throw new IllegalArgumentException("%s has no input %d".formatted(spec.transform(), port));
  }

  @Override
  public void onQuiescent() {
    quiescent = true;
    context.wake();
  }

  @Override
  public void drain() {
    next = events.size() + 1;
    position.write(next);
    watermarkMillis = Watermark.FINAL_MILLIS;
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public boolean isBusy() {
    return quiescent || !asked;
  }

  @Override
  public Progress work(int budget) {
    if (next > events.size()) {
      return Progress.DONE;
    }
    if (!quiescent) {
      if (!asked) {
        asked = true;
        context.quiescence().request();
      }
      return Progress.IDLE;
    }
    quiescent = false;
    asked = false;
    if (next < events.size()) {
      play(events.get(next));
    } else {
      watermarkMillis = Watermark.FINAL_MILLIS;
    }
    next++;
    position.write(next);
    return next > events.size() ? Progress.DONE : Progress.WORKED;
  }

  /** The watermark before the event of an index; past the last the stream has ended. */
  private long watermarkAt(int index) {
    if (index > events.size()) {
      return Watermark.FINAL_MILLIS;
    }
    for (int i = index - 1; i >= 0; i--) {
      if (events.get(i) instanceof TestStream.WatermarkEvent<T> watermark) {
        return EventTime.watermarkMillis(watermark.getWatermark());
      }
    }
    return Watermark.INITIAL_MILLIS;
  }

  private void play(TestStream.Event<T> event) {
    if (event instanceof TestStream.ElementEvent<T> elements) {
      for (TimestampedValue<T> element : elements.getElements()) {
        output.accept(
            WindowedValues.timestampedValueInGlobalWindow(
                element.getValue(), element.getTimestamp()));
      }
    } else if (event instanceof TestStream.WatermarkEvent<T> watermark) {
      watermarkMillis = EventTime.watermarkMillis(watermark.getWatermark());
    } else if (event instanceof TestStream.ProcessingTimeEvent<T> time) {
      clock.advanceBy(time.getProcessingTimeAdvance().getMillis());
    } else {
      throw new IllegalArgumentException(
          "%s: event %d is of the unknown kind %s"
              .formatted(spec.transform(), next, event.getType()));
    }
  }

  @Override
  public void finishBundle() {
    outputWatermarkMillis = watermarkMillis;
  }

  @Override
  public void onWatermark(int port, long newWatermarkMillis) {
    throw new IllegalArgumentException("%s has no input %d".formatted(spec.transform(), port));
  }

  @Override
  public long outputWatermark() {
    return outputWatermarkMillis;
  }
}
