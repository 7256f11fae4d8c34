// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.state.spill.RunCursor;
import dev.joist.state.spill.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/** The group of a run that a cursor is at. */
record PairGroup(String transform, RunCursor cursor) {

  /** What is in a group is read at once up to so many bytes, and so many of it. */
  private static final long FEW_BYTES = 16 << 10;

  private static final long FEW_COUNT = 1000;

  byte[] key() {
    return cursor.key();
  }

  /** What is in it: a list, or, where that is much, what reads it whenever somebody iterates. */
  <T extends @Nullable Object> Iterable<T> content(Coder<T> coder) throws IOException {
    Segment segment = cursor.segment();
    if (segment.bytes() > FEW_BYTES || segment.count() > FEW_COUNT) {
      return new SpilledValues<>(transform, List.of(segment), coder);
    }
    List<T> few = new ArrayList<>((int) segment.count());
    InputStream in = cursor.open();
    for (long left = segment.count(); left > 0; left--) {
      few.add(coder.decode(in));
    }
    return few;
  }
}
