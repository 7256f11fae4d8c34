// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.operators.spill.SpilledList;
import dev.joist.operators.spill.SpilledValues;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Materializations;
import org.apache.beam.sdk.transforms.ViewFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Makes of elements what a function reads: the list, map or value that its view says. */
public final class MaterializedView {

  private MaterializedView() {}

  /** What {@code view} is of {@code elements}, which may be on disk. */
  // The materialization names the types; a view tells runners what it is by deprecated methods.
  @SuppressWarnings({"unchecked", "rawtypes", "deprecation"})
  public static @Nullable Object of(PCollectionView<?> view, Iterable<?> elements) {
    ViewFn viewFn = view.getViewFn();
    String urn = viewFn.getMaterialization().getUrn();
    if (urn.equals(Materializations.ITERABLE_MATERIALIZATION_URN)) {
      Iterable<?> seen =
          elements instanceof SpilledValues<?> spilled ? new SpilledList<>(spilled) : elements;
      Materializations.IterableView iterable = () -> seen;
      return viewFn.apply(iterable);
    }
    if (urn.equals(Materializations.MULTIMAP_MATERIALIZATION_URN)) {
      if (elements instanceof Materializations.MultimapView<?, ?> spilled) {
        return viewFn.apply(spilled);
      }
      Coder keyCoder = ((KvCoder<?, ?>) view.getCoderInternal()).getKeyCoder();
      return viewFn.apply(new PairsByKey(keyCoder, (Iterable) elements));
    }
    throw new IllegalStateException(
        "view %s wants to be materialized as %s, which is neither iterable nor multimap"
            .formatted(view, urn));
  }
}
