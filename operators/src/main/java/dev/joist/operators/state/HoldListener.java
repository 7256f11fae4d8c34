// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

/** Is told of every watermark hold that enters or leaves state, also of those that are restored. */
public interface HoldListener {

  void added(long timestampMillis);

  void removed(long timestampMillis);
}
