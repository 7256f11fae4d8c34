// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.sdk.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a transform has used, by id; the first spec of an id stays.
 *
 * <p>Tags of the system and of the user may have the same id and are told apart.
 */
final class BoundTags {

  private static final char SYSTEM = 's';

  private final CellBinder binder;
  private final Map<String, BoundTag> systemTags = new HashMap<>();
  private final Map<String, BoundTag> userTags = new HashMap<>();
  private final FirstCharacter first = new FirstCharacter();

  BoundTags(CellBinder binder) {
    this.binder = binder;
  }

  BoundTag get(StateTag<? extends State> tag) {
    Map<String, BoundTag> tags = first.of(tag) == SYSTEM ? systemTags : userTags;
    BoundTag known = tags.get(tag.getId());
    return known == null ? bind(tag, tags) : known;
  }

  private BoundTag bind(StateTag<? extends State> tag, Map<String, BoundTag> tags) {
    StringBuilder name = new StringBuilder();
    append(tag, name);
    BeamCell prototype = (BeamCell) tag.getSpec().bind(name.toString(), binder);
    BoundTag bound = new BoundTag(systemTags.size() + userTags.size(), prototype);
    tags.put(tag.getId(), bound);
    return bound;
  }

  private static void append(StateTag<? extends State> tag, Appendable to) {
    try {
      tag.appendTo(to);
    } catch (IOException e) {
      throw new UncheckedIOException("tag %s cannot be named".formatted(tag.getId()), e);
    }
  }

  /** Asks a tag for its name and keeps the first character, which says whose it is; no garbage. */
  private static final class FirstCharacter implements Appendable {
    private char first;
    private boolean seen;

    char of(StateTag<? extends State> tag) {
      seen = false;
      BoundTags.append(tag, this);
      return first;
    }

    @Override
    public Appendable append(char c) {
      first = seen ? first : c;
      seen = true;
      return this;
    }

    @Override
    public Appendable append(@Nullable CharSequence text) {
      return text == null || text.isEmpty() ? this : append(text.charAt(0));
    }

    @Override
    public Appendable append(@Nullable CharSequence text, int start, int end) {
      return text == null || start == end ? this : append(text.charAt(start));
    }
  }
}
