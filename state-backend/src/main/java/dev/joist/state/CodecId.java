// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/**
 * Names an encoding.
 *
 * @param name what encodes, with its parts
 * @param version grows when the same name begins to write something else
 */
public record CodecId(String name, int version) {

  @Override
  public String toString() {
    return name + " version " + version;
  }
}
