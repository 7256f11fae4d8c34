// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a user's function, from set-up to teardown.
 *
 * <p>The copy is made by serialization; the object that the user holds never runs. Teardown is
 * called once on every copy whose set-up was begun.
 */
public final class DoFnInstance<InputT, OutputT> {

  private final DoFn<InputT, OutputT> original;
  private @Nullable DoFn<InputT, OutputT> copy;

  public DoFnInstance(DoFn<InputT, OutputT> original) {
    this.original = original;
  }

  /** Makes the copy and sets it up; a copy whose set-up fails is torn down at once. */
  public DoFn<InputT, OutputT> setUp(PipelineOptions options) {
    DoFn<InputT, OutputT> fresh = SerializableUtils.clone(original);
    DoFnInvokers.tryInvokeSetupFor(fresh, options);
    copy = fresh;
    return fresh;
  }

  /** Tears the copy down, if there is one. */
  public void tearDown() {
    DoFn<InputT, OutputT> torn = copy;
    copy = null;
    if (torn != null) {
      DoFnInvokers.invokerFor(torn).invokeTeardown();
    }
  }
}
