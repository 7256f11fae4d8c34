// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what is left of runs by their content, and reads it as new runs of a folder: a snapshot
 * depends on no file but its own.
 */
public final class RunCodec implements Codec<List<RunPosition>> {

  private static final CodecId ID = new CodecId("joist:runs", 1);

  private final SpillFolder folder;

  /** Reads runs into {@code folder}. */
  public RunCodec(SpillFolder folder) {
    this.folder = folder;
  }

  @Override
  public CodecId id() {
    return ID;
  }

  @Override
  public void encode(List<RunPosition> runs, OutputStream out) throws IOException {
    VarLong.write(runs.size(), out);
    for (RunPosition position : runs) {
      Run run = position.run();
      write(run.index(), position.indexPosition(), out);
      write(run.values(), position.valuesPosition(), out);
    }
  }

  private static void write(BlockFile file, long from, OutputStream out) throws IOException {
    VarLong.write(file.bytes() - from, out);
    new BlockInput(file, from, file.bytes()).transferTo(out);
  }

  @Override
  public List<RunPosition> decode(InputStream in) throws IOException {
    List<RunPosition> runs = new ArrayList<>();
    for (long left = VarLong.read(in); left > 0; left--) {
      String name = folder.newRun();
      BlockFile index = read(name + ".index", in);
      BlockFile values = read(name + ".values", in);
      runs.add(RunPosition.startOf(new Run(index, values)));
    }
    return List.copyOf(runs);
  }

  private BlockFile read(String name, InputStream in) throws IOException {
    BlockOutput out = BlockOutput.create(folder, folder.file(name));
    try (out) {
      byte[] buffer = new byte[Blocks.PAYLOAD_BYTES];
      for (long left = VarLong.read(in); left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException("the end came %d bytes before that of a run".formatted(left));
        }
        out.write(buffer, 0, read);
        left -= read;
      }
      return out.finish();
    }
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public List<RunPosition> copy(List<RunPosition> runs) {
    return runs;
  }

  @Override
  public Object identity(List<RunPosition> runs) {
    return runs;
  }
}
