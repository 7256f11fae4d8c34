// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.ItemId;
import dev.joist.state.SubtaskScope;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An item as it lies in a section: its id, the length of its encoding, its encoding. A section is
 * rows to its end, so that items are dealt to subtasks without being decoded.
 */
final class ItemRow {

  private final ItemId id;
  private final byte[] bytes;

  ItemRow(ItemId id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  ItemId id() {
    return id;
  }

  /** The encoding, which the caller must not change. */
  byte[] bytes() {
    return bytes;
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeLong(id.origin());
    out.writeLong(id.sequence());
    out.writeInt(id.keyGroup());
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** The rows of a section that are dealt to a subtask. */
  static List<ItemRow> owned(InputStream section, SubtaskScope scope) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(section));
    List<ItemRow> rows = new ArrayList<>();
    for (int first = in.read(); first >= 0; first = in.read()) {
      ItemRow row = readAfter(first, in);
      if (row.id().subtaskOf(scope.parallelism(), scope.maxParallelism()) == scope.subtask()) {
        rows.add(row);
      }
    }
    return rows;
  }

  static void copyOwned(InputStream section, SubtaskScope scope, OutputStream out)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (ItemRow row : owned(section, scope)) {
      row.writeTo(data);
    }
  }

  /** Reads a row whose first byte was read to see whether there is one. */
  private static ItemRow readAfter(int firstByte, DataInputStream in) throws IOException {
    long origin = (long) firstByte << 56;
    for (int shift = 48; shift >= 0; shift -= 8) {
      origin |= (long) in.readUnsignedByte() << shift;
    }
    ItemId id = new ItemId(origin, in.readLong(), in.readInt());
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new ItemRow(id, bytes);
  }
}
