// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void lowerCasesAndDropsPunctuationDigitsAndUnderscores() {
    assertThat(Words.in("\"_Very_ well,\" said Mr. D--, at 5 o'clock; re-read no. 2nd!"))
        .containsExactly(
            "very", "well", "said", "mr", "d", "at", "o'clock", "re", "read", "no", "nd");
  }

  @Test
  void keepsAnApostropheOnlyBetweenLettersAndMakesItStraight() {
    assertThat(Words.in("'Tis the boys' l\u2019\u00e9t\u00e9, don''t 'n' rock'n'roll'"))
        .containsExactly("tis", "the", "boys", "l'\u00e9t\u00e9", "don", "t", "n", "rock'n'roll");
  }

  @Test
  void knowsLettersOfEveryScript() {
    assertThat(
            Words.in(
                "\u00c9T\u00c9 stra\u00dfe \u041c\u0418\u0420 \u0645\u0631\u062d\u0628\u0627"
                    + " \ud801\udc00"))
        .containsExactly(
            "\u00e9t\u00e9",
            "stra\u00dfe",
            "\u043c\u0438\u0440",
            "\u0645\u0631\u062d\u0628\u0627",
            "\ud801\udc28");
  }

  @Test
  void givesComposedAndDecomposedLettersOneSpelling() {
    assertThat(Words.in("cafe\u0301 caf\u00e9")).containsExactly("caf\u00e9", "caf\u00e9");
  }

  @Test
  void findsNoWordWhereThereIsNone() {
    assertThat(Words.in("")).isEmpty();
    assertThat(Words.in(" 12 -- '\u2019' _ \u0301")).isEmpty();
  }

  @Test
  void takesAWordOfAnyLength() {
    String long1 = "a".repeat(200_000);
    String long2 = "a" + "'a".repeat(200_000);

    assertThat(Words.in(long1 + " " + long2)).containsExactly(long1, long2);
  }
}
