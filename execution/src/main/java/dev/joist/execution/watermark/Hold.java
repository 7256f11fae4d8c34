// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.watermark;

/**
 * A hold that can be shown to a person.
 *
 * @param kind what holds
 * @param owner the split, timer, key and window or element that holds, in words
 * @param timestampMillis the output watermark cannot pass this
 */
public record Hold(HoldKind kind, String owner, long timestampMillis) {

  @Override
  public String toString() {
    return "%s %s holds at %s".formatted(kind, owner, Watermark.format(timestampMillis));
  }
}
