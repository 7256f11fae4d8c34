// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.operators.group.GroupByKeySpec;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import org.apache.beam.sdk.coders.KvCoder;

/** GroupByKey. */
final class GroupByKeyTranslator implements TransformTranslator {

  @Override
  public LogicalNode translate(TransformContext transform) {
    LogicalCollection input = transform.onlyInput();
    KvCoder<?, ?> coder = transform.pairCoder(input);
    transform.checkDeterministic(coder.getKeyCoder(), "a GroupByKey");
    return new LogicalNode.GroupByKey(
        transform.singleWiring(),
        new GroupByKeySpec<>(transform.name(), coder, input.windowing(), input.bounded()));
  }
}
