// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Runs of strings with lists of strings. */
final class Runs {

  private Runs() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A run of groups. */
  static Run write(SpilledGroups groups, SortedMap<String, List<String>> content)
      throws IOException {
    try (RunWriter writer = groups.newRun()) {
      for (Map.Entry<String, List<String>> group : content.entrySet()) {
        writer.beginGroup(bytes(group.getKey()));
        DataOutputStream out = new DataOutputStream(writer.values());
        for (String value : group.getValue()) {
          out.writeInt(value.length());
          out.write(bytes(value));
        }
        writer.endGroup(group.getValue().size());
      }
      return writer.finish();
    }
  }

  /** The groups that {@code merge} has below {@code bound}, each read in both ways. */
  static Map<String, List<String>> read(RunMerge merge, String bound) throws IOException {
    Map<String, List<String>> read = new LinkedHashMap<>();
    while (merge.nextBelow(bytes(bound))) {
      List<String> values = new ArrayList<>();
      for (int part = 0; part < merge.parts(); part++) {
        values.addAll(values(merge.open(part), merge.count(part)));
      }
      List<String> again = new ArrayList<>();
      for (Segment segment : merge.segments()) {
        again.addAll(values(segment.open(0), segment.count()));
      }
      if (!again.equals(values)) {
        throw new AssertionError("first %s, then %s".formatted(values, again));
      }
      read.put(text(merge.key()), values);
    }
    return read;
  }

  static List<String> values(InputStream stream, long count) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    List<String> values = new ArrayList<>();
    for (long left = count; left > 0; left--) {
      byte[] value = new byte[in.readInt()];
      in.readFully(value);
      values.add(text(value));
    }
    return values;
  }
}
