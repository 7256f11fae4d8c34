// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.execution.JoistException;
import dev.joist.state.spill.Extent;
import dev.joist.state.spill.Run;
import dev.joist.state.spill.RunWriter;
import dev.joist.state.spill.Segment;
import dev.joist.state.spill.SpillException;
import dev.joist.state.spill.SpillFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/** Lists that leave memory together, as one run, which stays as long as anybody refers to it. */
public final class RunOfLists {

  private RunOfLists() {}

  /**
   * Writes {@code lists}; returns where each of them is.
   *
   * @param transform full name of the transform whose values they are
   */
  public static <V extends @Nullable Object> List<Segment> write(
      String transform, List<List<V>> lists, Coder<V> coder, SpillFolder folder) {
    List<Extent> extents = new ArrayList<>(lists.size());
    try (RunWriter writer = new RunWriter(folder)) {
      for (List<V> list : lists) {
        writer.beginGroup(ByteBuffer.allocate(Integer.BYTES).putInt(extents.size()).array());
        for (V value : list) {
          write(transform, value, coder, writer);
        }
        extents.add(writer.endGroup(list.size()));
      }
      Run run = writer.finish();
      return extents.stream().map(extent -> extent.in(run)).toList();
    } catch (SpillException e) {
      throw SpillFailures.named(transform, e);
    }
  }

  private static <V extends @Nullable Object> void write(
      String transform, V value, Coder<V> coder, RunWriter writer) {
    try {
      coder.encode(value, writer.values());
    } catch (IOException e) {
      throw new JoistException(
          JoistException.Kind.USER_CODE,
          "%s: %s, for which memory has no room, cannot be encoded by %s"
              .formatted(transform, value, coder),
          e);
    }
  }
}
