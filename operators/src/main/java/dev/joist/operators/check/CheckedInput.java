// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Receiver;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.IllegalMutationException;
import org.apache.beam.sdk.util.MutationDetector;
import org.apache.beam.sdk.values.WindowedValue;

/** Watches that an operator leaves the elements of its main input as they are. */
final class CheckedInput implements Receiver {

  private final String transform;
  private final Receiver target;
  private final Watched taken;

  CheckedInput(String transform, Coder<?> coder, Receiver target) {
    this.transform = transform;
    this.target = target;
    this.taken = new Watched(transform, coder, CheckedInput::wording);
  }

  @Override
  public void accept(Object element) {
    MutationDetector detector = watch(((WindowedValue<?>) element).getValue());
    target.accept(element);
    taken.verify(detector);
  }

  private MutationDetector watch(Object value) {
    try {
      return taken.add(value);
    } catch (CoderException e) {
      throw new JoistException(
          JoistException.Kind.USER_CODE,
          "%s takes %s, which the coder of its input cannot encode and decode: %s"
              .formatted(transform, value, e),
          e);
    }
  }

  void verifyAll() {
    taken.verifyAll();
  }

  private static String wording(String transform, IllegalMutationException mutation) {
    return "PTransform %s illegally mutated value %s of class %s. Input values must not be mutated in any way."
        .formatted(transform, mutation.getSavedValue(), mutation.getSavedValue().getClass());
  }
}
