// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * How far one split of {@link GeneratedEvents} was read, with all it takes to read on.
 *
 * @param nextIndex index in the stream of the first event not yet read
 * @param newestEventTimeMillis the newest event time read; {@code Long.MIN_VALUE} before any
 * @param startMillis wall-clock time at which event 0 was due; a resumed reader catches up with it
 */
record GeneratedEventsMark(long nextIndex, long newestEventTimeMillis, long startMillis)
    implements UnboundedSource.CheckpointMark {

  static GeneratedEventsMark beginning(long firstIndex, long startMillis) {
    return new GeneratedEventsMark(firstIndex, Long.MIN_VALUE, startMillis);
  }

  /** This mark after {@code event} was read, when the split's next one is at {@code nextIndex}. */
  GeneratedEventsMark after(UserEvent event, long nextIndex) {
    return new GeneratedEventsMark(
        nextIndex, Math.max(newestEventTimeMillis, event.eventTimeMillis()), startMillis);
  }

  /** Nothing to do: events are made, so none waits for an acknowledgement. */
  @Override
  public void finalizeCheckpoint() {}

  /** The binary form: the three fields in order. */
  static final class MarkCoder extends AtomicCoder<GeneratedEventsMark> {

    private static final MarkCoder INSTANCE = new MarkCoder();

    private final VarLongCoder longs = VarLongCoder.of();

    private MarkCoder() {}

    static MarkCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(GeneratedEventsMark mark, OutputStream out) throws IOException {
      longs.encode(mark.nextIndex(), out);
      longs.encode(mark.newestEventTimeMillis(), out);
      longs.encode(mark.startMillis(), out);
    }

    @Override
    public GeneratedEventsMark decode(InputStream in) throws IOException {
      return new GeneratedEventsMark(longs.decode(in), longs.decode(in), longs.decode(in));
    }
  }
}
