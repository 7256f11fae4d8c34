// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateNamespaceForTest;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class NamespaceCodecTest {

  private static final IntervalWindow WINDOW =
      new IntervalWindow(Instant.ofEpochMilli(10), Instant.ofEpochMilli(20));

  private final NamespaceCodec codec = new NamespaceCodec(IntervalWindow.getCoder());

  @Test
  void writesAndReadsEveryKindOfNamespace() throws IOException {
    List<StateNamespace> namespaces =
        List.of(
            StateNamespaces.global(),
            StateNamespaces.window(IntervalWindow.getCoder(), WINDOW),
            StateNamespaces.windowAndTrigger(IntervalWindow.getCoder(), WINDOW, 300));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (StateNamespace namespace : namespaces) {
      codec.encode(namespace, out);
    }

    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());

    for (StateNamespace namespace : namespaces) {
      assertThat(codec.decode(in)).isEqualTo(namespace);
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void refusesNamespacesItDoesNotKnow() {
    assertThatThrownBy(
            () -> codec.encode(new StateNamespaceForTest("mine"), new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("namespace mine of " + StateNamespaceForTest.class.getName());
  }

  @Test
  void refusesBytesThatAreNoNamespace() {
    assertThatThrownBy(() -> codec.decode(new ByteArrayInputStream(new byte[] {9})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kind 9");
  }
}
