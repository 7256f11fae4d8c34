// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.List;

/**
 * Says what a section of a snapshot holds: the content of one cell, for keyed cells that of one key
 * group.
 *
 * @param scope how the section is dealt to subtasks
 * @param cell the cell
 * @param kind what the cell holds
 * @param codecs what encodes it: for keyed cells key, namespace and content, else the content
 * @param keyGroup the key group, {@link #NO_KEY_GROUP} for other scopes
 */
public record SectionHeader(
    StateScope scope, CellId cell, CellKind kind, List<CodecId> codecs, int keyGroup) {

  public static final int NO_KEY_GROUP = -1;

  public SectionHeader {
    codecs = List.copyOf(codecs);
    if ((scope == StateScope.KEYED) == (keyGroup == NO_KEY_GROUP)) {
      throw new IllegalArgumentException(
          "%s has scope %s and key group %d".formatted(cell, scope, keyGroup));
    }
  }

  /** The same of another key group. */
  public SectionHeader withKeyGroup(int otherKeyGroup) {
    return new SectionHeader(scope, cell, kind, codecs, otherKeyGroup);
  }
}
