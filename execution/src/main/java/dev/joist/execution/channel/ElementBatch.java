// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

/**
 * Elements of one input that cross a channel together.
 *
 * <p>Filled by the producing subtask, then handed over whole: the producer keeps no reference.
 */
public final class ElementBatch implements Item {

  private final int input;
  private final Object[] elements;
  private long bytes;
  private int size;

  /**
   * An empty batch.
   *
   * @param input index of the input at the consuming stage
   * @param capacity most elements it can take
   */
  public ElementBatch(int input, int capacity) {
    this.input = input;
    this.elements = new Object[capacity];
  }

  /** Adds an element whose size is not known; the batch must not be full. */
  public void add(Object element) {
    elements[size++] = element;
  }

  /** Adds an element that keeps about {@code elementBytes}; the batch must not be full. */
  public void add(Object element, long elementBytes) {
    elements[size++] = element;
    bytes += elementBytes;
  }

  public boolean isFull() {
    return size == elements.length;
  }

  public int input() {
    return input;
  }

  public int size() {
    return size;
  }

  /** The element at {@code index}, from 0 to {@link #size} - 1. */
  public Object element(int index) {
    return elements[index];
  }

  @Override
  public long sizeBytes() {
    return bytes;
  }

  @Override
  public void deliverTo(ItemReceiver receiver) {
    receiver.onBatch(this);
  }
}
