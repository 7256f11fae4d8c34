// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What {@link TopWords} calls a word.
 *
 * <p>A word is a run of letters of any script, with their combining marks; an apostrophe belongs to
 * it only between two letters, so {@code don't} and {@code l'été} are one word each, while {@code
 * 'tis} and {@code boys'} lose theirs. Digits, hyphens and underscores separate words. Words are
 * lower-cased without regard to the machine's locale, composed to Unicode form NFC, and written
 * with the straight apostrophe, so that one word has one spelling.
 */
final class Words {

  /** The possessive quantifiers keep the matcher from recursing on a very long word. */
  private static final Pattern WORD =
      Pattern.compile("\\p{L}[\\p{L}\\p{M}]*+(?:['\u2019]\\p{L}[\\p{L}\\p{M}]*+)*+");

  private Words() {}

  /** The words of {@code line} in the order of the text, repeated as often as they occur. */
  static List<String> in(String line) {
    String text = Normalizer.normalize(line, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .map(word -> word.replace('\u2019', '\''))
        .toList();
  }
}
