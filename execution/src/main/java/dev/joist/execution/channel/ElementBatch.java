// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

/**
 * Elements of one input that cross a channel together.
 *
 * <p>Filled by the producing subtask, then handed over whole: the producer keeps no reference. Its
 * size in bytes is that of a few elements: each stands for those up to the next.
 */
public final class ElementBatch implements Item {

  private final int input;
  private final Object[] elements;
  private long elementBytes;
  private long sampledBytes;
  private int sampledElements;
  private int size;

  /** An empty batch of elements whose size is not known. */
  public ElementBatch(int input, int capacity) {
    this(input, capacity, 0);
  }

  /**
   * An empty batch.
   *
   * @param input index of the input at the consuming stage
   * @param capacity most elements it can take
   * @param elementBytes about how much memory each of them keeps; 0 if that is not known
   */
  public ElementBatch(int input, int capacity, long elementBytes) {
    this.input = input;
    this.elements = new Object[capacity];
    this.elementBytes = elementBytes;
  }

  /** Adds an element; the batch must not be full. */
  public void add(Object element) {
    elements[size++] = element;
  }

  /** Takes the elements that follow to keep {@code newElementBytes} of memory each. */
  public void sampled(long newElementBytes) {
    sampledBytes = sizeBytes();
    sampledElements = size;
    elementBytes = newElementBytes;
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
    return sampledBytes + (size - sampledElements) * elementBytes;
  }

  @Override
  public void deliverTo(ItemReceiver receiver) {
    receiver.onBatch(this);
  }
}
