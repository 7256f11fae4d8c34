// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.operators.view.ViewShape;
import dev.joist.operators.view.ViewSpec;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.UniqueNames;
import dev.joist.translation.logical.Wiring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.transforms.Materializations;
import org.apache.beam.sdk.transforms.ViewFn;
import org.apache.beam.sdk.util.construction.PCollectionViewTranslation;
import org.apache.beam.sdk.values.PCollectionViews;

/**
 * The views of a pipeline: one node for each (PCollection, view, window mapping) that a ParDo
 * reads, however many read it.
 */
final class Views {

  private record Key(
      CollectionId collection, RunnerApi.FunctionSpec view, RunnerApi.FunctionSpec mapping) {}

  private final UniqueNames names;
  private final UniqueNames ids;
  private final Map<Key, CollectionId> known = new HashMap<>();
  private final List<LogicalNode> nodes = new ArrayList<>();
  private final List<LogicalCollection> panes = new ArrayList<>();

  /**
   * @param names names of transforms that are taken
   * @param ids ids of PCollections that are taken
   */
  Views(UniqueNames names, UniqueNames ids) {
    this.names = names;
    this.ids = ids;
  }

  /** The panes of {@code collection} for the view that {@code sideInput} describes. */
  CollectionId view(LogicalCollection collection, RunnerApi.SideInput sideInput)
      throws IOException {
    Key key = new Key(collection.id(), sideInput.getViewFn(), sideInput.getWindowMappingFn());
    CollectionId view = known.get(key);
    if (view == null) {
      view = create(collection, collection.coder(), shape(sideInput));
      known.put(key, view);
    }
    return view;
  }

  /** The nodes made so far. */
  List<LogicalNode> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** What the nodes make. */
  List<LogicalCollection> panes() {
    return Collections.unmodifiableList(panes);
  }

  private static ViewShape shape(RunnerApi.SideInput sideInput) throws IOException {
    ViewFn<?, ?> fn = PCollectionViewTranslation.viewFnFromProto(sideInput.getViewFn());
    if (fn instanceof PCollectionViews.IsSingletonView) {
      return ViewShape.SINGLE;
    }
    String urn = fn.getMaterialization().getUrn();
    return urn.equals(Materializations.MULTIMAP_MATERIALIZATION_URN)
        ? ViewShape.MULTIMAP
        : ViewShape.ITERABLE;
  }

  private <T> CollectionId create(LogicalCollection collection, Coder<T> coder, ViewShape shape) {
    String name = names.take(collection.name() + "/View");
    CollectionId id = new CollectionId(ids.take("view of " + collection.id()));
    nodes.add(
        new LogicalNode.CreateView(
            new Wiring(name, List.of(collection.id()), List.of(id)),
            new ViewSpec<>(name, coder, collection.windowing(), shape)));
    panes.add(collection.derived(id, name, IterableCoder.of(coder)));
    return id;
  }
}
