// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** Which translator makes the node of which transform: all that Joist runs natively. */
final class Translators {

  private static final Map<String, TransformTranslator> BY_URN =
      Map.ofEntries(
          entry("beam:transform:impulse:v1", new ImpulseTranslator()),
          entry("beam:transform:read:v1", new ReadTranslator()),
          entry("beam:transform:teststream:v1", new TestStreamTranslator()),
          entry("beam:transform:pardo:v1", new ParDoTranslator()),
          entry("beam:transform:window_into:v1", new AssignWindowsTranslator()),
          entry("beam:transform:group_by_key:v1", new GroupByKeyTranslator()),
          entry("beam:transform:combine_per_key:v1", new CombinePerKeyTranslator()),
          entry("beam:transform:flatten:v1", new FlattenTranslator()),
          entry("beam:transform:reshuffle:v1", ReshuffleTranslator.byKey()),
          entry("beam:transform:redistribute_by_key:v1", ReshuffleTranslator.byKey()),
          entry("beam:transform:redistribute_arbitrarily:v1", ReshuffleTranslator.arbitrarily()));

  private Translators() {}

  /** The translator of transforms with {@code urn}. */
  static Optional<TransformTranslator> forUrn(String urn) {
    return Optional.ofNullable(BY_URN.get(urn));
  }
}
