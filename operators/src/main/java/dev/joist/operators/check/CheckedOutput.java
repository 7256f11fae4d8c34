// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Receiver;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.IllegalMutationException;
import org.apache.beam.sdk.values.WindowedValue;

/**
 * Sends on what the coder makes of each element, and watches that the element itself stays as it
 * was when it was emitted.
 */
final class CheckedOutput implements Receiver {

  private final String transform;
  private final Coder<Object> coder;
  private final Receiver target;
  private final Watched emitted;

  CheckedOutput(String transform, Coder<?> coder, Receiver target) {
    this.transform = transform;
    this.coder = Watched.untyped(coder);
    this.target = target;
    this.emitted = new Watched(transform, coder, CheckedOutput::wording);
  }

  @Override
  @SuppressWarnings("unchecked") // Every element of a pipeline is a windowed value.
  public void accept(Object element) {
    WindowedValue<Object> original = (WindowedValue<Object>) element;
    target.accept(original.withValue(copy(original)));
  }

  private Object copy(WindowedValue<Object> original) {
    try {
      byte[] encoded = CoderUtils.encodeToByteArray(coder, original.getValue());
      emitted.add(original.getValue(), encoded.length);
      return CoderUtils.decodeFromByteArray(coder, encoded);
    } catch (CoderException | RuntimeException e) {
      throw e instanceof JoistException known ? known : unencodable(original, e);
    }
  }

  private JoistException unencodable(WindowedValue<Object> element, Exception cause) {
    return new JoistException(
        JoistException.Kind.USER_CODE,
        "%s emitted %s, which its coder %s cannot encode and decode: %s"
            .formatted(transform, element.getValue(), coder, cause),
        cause);
  }

  void verifyAll() {
    emitted.verifyAll();
  }

  private static String wording(String transform, IllegalMutationException mutation) {
    return "PTransform %s mutated value %s after it was output (new value was %s). Values must not be mutated in any way after being output."
        .formatted(transform, mutation.getSavedValue(), mutation.getNewValue());
  }
}
