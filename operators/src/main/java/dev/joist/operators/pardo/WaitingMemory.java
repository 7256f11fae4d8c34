// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.operators.services.Spilling;
import dev.joist.operators.size.SizeSampler;
import dev.joist.operators.spill.RunOfLists;
import dev.joist.operators.spill.SpilledValues;
import dev.joist.state.spill.Segment;
import dev.joist.state.spill.SpillMemory;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;

/**
 * What elements that wait take of the memory that groups share, and where they go when that is used
 * up: all of them into one run, window by window.
 */
final class WaitingMemory<T> {

  /** What an element takes beside its value: its timestamp, and a place in a list. */
  private static final long ELEMENT_BYTES = 16;

  private final String transform;
  private final Coder<WindowedValue<T>> coder;
  private final SizeSampler<T> sizes;
  private final Spilling spilling;
  private final SpillMemory.Account account;

  /**
   * Memory of one lane, of which nothing is used.
   *
   * @param transform full name of the transform
   * @param coder coder of the values
   */
  WaitingMemory(
      String transform,
      Coder<T> coder,
      Coder<? extends BoundedWindow> windowCoder,
      Spilling spilling) {
    this.transform = transform;
    this.coder = WindowedValues.getFullCoder(coder, windowCoder);
    this.sizes = new SizeSampler<>(coder);
    this.spilling = spilling;
    this.account = spilling.memory().open();
  }

  /** What {@code element} is estimated to take. */
  long bytes(WindowedValue<T> element) {
    return ELEMENT_BYTES + sizes.bytes(element.getValue());
  }

  /** Takes {@code more} bytes, and moves all of {@code windows} to disk if that was too much. */
  void take(long more, Collection<WaitingWindow<T>> windows) {
    if (account.take(more)) {
      spill(windows);
    }
  }

  /** Gives back what an element or a window took. */
  void giveBack(long less) {
    account.giveBack(less);
  }

  private void spill(Collection<WaitingWindow<T>> windows) {
    List<WaitingWindow<T>> some = windows.stream().filter(w -> !w.inMemory().isEmpty()).toList();
    List<Segment> segments =
        RunOfLists.write(
            transform,
            some.stream().map(WaitingWindow::inMemory).toList(),
            coder,
            spilling.folder());
    for (int i = 0; i < some.size(); i++) {
      some.get(i).onDisk(segments.get(i));
    }
    account.clear();
  }

  /** The elements that are in {@code segments}. */
  SpilledValues<WindowedValue<T>> read(List<Segment> segments) {
    return new SpilledValues<>(transform, segments, coder);
  }
}
