// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.channel.Cut;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static final Cut FIRST = new Cut(Cut.Kind.BARRIER, 1);
  private static final Cut SECOND = new Cut(Cut.Kind.MARKER, 2);

  @Test
  void blocksAChannelFromItsCutUntilTheLastChannelAligns() {
    Alignment aligning = Alignment.idle(2).onCut(0, FIRST);
    assertThat(aligning.blocks(0)).isTrue();
    assertThat(aligning.blocks(1)).isFalse();
    assertThat(aligning.aligned()).isNull();

    Alignment aligned = aligning.onCut(1, FIRST);
    assertThat(aligned.aligned()).isEqualTo(FIRST);
    assertThat(aligned.blocks(0)).isTrue();
    assertThat(aligned.blocks(1)).isTrue();

    Alignment done = aligned.done();
    assertThat(done).isEqualTo(new Alignment.Idle(2, new BitSet(), 1));
    assertThat(done.blocks(0)).isFalse();
    assertThat(done.blocks(1)).isFalse();
  }

  @Test
  void readsOnBehindAPassage() {
    Cut passage = new Cut(Cut.Kind.PASSAGE, 1);
    Alignment aligning = Alignment.idle(2).onCut(0, passage);

    assertThat(aligning.blocks(0)).isFalse();
    assertThat(aligning.aligned()).isNull();
    assertThat(aligning.onCut(1, passage).aligned()).isEqualTo(passage);
  }

  @Test
  void alignsAtOnceOnASingleChannel() {
    assertThat(Alignment.idle(1).onCut(0, FIRST).aligned()).isEqualTo(FIRST);
  }

  @Test
  void countsAChannelThatEndedBeforeTheCutAsAligned() {
    Alignment alignment = Alignment.idle(3).onEnd(1).onCut(0, FIRST);
    assertThat(alignment.aligned()).isNull();

    assertThat(alignment.onCut(2, FIRST).aligned()).isEqualTo(FIRST);
  }

  @Test
  void countsAChannelThatEndsDuringTheAlignmentAsAligned() {
    Alignment alignment = Alignment.idle(2).onCut(0, FIRST).onEnd(1);

    assertThat(alignment.aligned()).isEqualTo(FIRST);
    assertThat(alignment.done()).isEqualTo(new Alignment.Idle(2, bits(1), 1));
  }

  @Test
  void keepsTheEndedChannelsForTheNextCut() {
    Alignment afterFirst = Alignment.idle(2).onEnd(1).onCut(0, FIRST).done();

    assertThat(afterFirst.onCut(0, SECOND).aligned()).isEqualTo(SECOND);
  }

  @Test
  void ignoresACutThatIsNotNewerThanTheLastOneActedOn() {
    Alignment idle = Alignment.idle(2).onCut(0, SECOND).onCut(1, SECOND).done();

    assertThat(idle.onCut(0, FIRST)).isEqualTo(idle);
    assertThat(idle.onCut(0, SECOND)).isEqualTo(idle);
  }

  @Test
  void ignoresAGivenUpCutAlsoWhileANewerOneAligns() {
    Cut third = new Cut(Cut.Kind.BARRIER, 3);
    Alignment aligning = Alignment.idle(2).onCut(0, SECOND).onCut(1, SECOND).done().onCut(0, third);

    assertThat(aligning.onCut(1, FIRST)).isEqualTo(aligning);
    assertThat(aligning.onCut(1, FIRST).onCut(1, third).aligned()).isEqualTo(third);
  }

  @Test
  void saysWhichChannelDeliveredWhichCutWhenTwoCutsMeet() {
    Alignment aligning = Alignment.idle(4).onCut(0, FIRST).onCut(2, FIRST);

    assertThatThrownBy(() -> aligning.onCut(3, SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "channel 3 delivered Cut[kind=MARKER, id=2] while Cut[kind=BARRIER, id=1]"
                + " was aligning on {0, 2} of 4 channels");
  }

  @Test
  void refusesToReadOnBeforeTheAlignedCutWasActedOn() {
    Alignment aligned = Alignment.idle(1).onCut(0, FIRST);

    assertThatThrownBy(() -> aligned.onCut(0, SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "channel 0 delivered Cut[kind=MARKER, id=2]"
                + " before Cut[kind=BARRIER, id=1] was acted on");
    assertThatThrownBy(() -> aligned.onEnd(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("channel 0 ended before Cut[kind=BARRIER, id=1] was acted on");
  }

  @Test
  void refusesToBeDoneWithACutThatIsNotAligned() {
    assertThatThrownBy(() -> Alignment.idle(2).done())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no cut is under way after cut 0 on 2 channels");
    assertThatThrownBy(() -> Alignment.idle(2).onCut(1, FIRST).done())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cut[kind=BARRIER, id=1] arrived on {1} of 2 channels only");
  }

  @Test
  void neverChangesAValueThatWasHandedOut() {
    Alignment idle = Alignment.idle(3);
    Alignment aligning = idle.onCut(0, FIRST);

    aligning.onCut(1, FIRST);
    aligning.onEnd(2);

    assertThat(idle).isEqualTo(new Alignment.Idle(3, new BitSet(), 0));
    assertThat(aligning)
        .isEqualTo(new Alignment.Aligning(new Alignment.Idle(3, new BitSet(), 0), FIRST, bits(0)));
  }

  private static BitSet bits(int bit) {
    BitSet bits = new BitSet();
    bits.set(bit);
    return bits;
  }
}
