// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class NotSerializableTest {

  @Test
  void namesTheTransformAndTheFieldsThatLeadToWhatCannotBeSerialized() {
    assertThatThrownBy(() -> run("Look up", ParDo.of(new LookUp(List.of("a", new Client())))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Look up: unable to serialize its function, ")
        .hasMessageContaining(
            ": clients[1] is of %s, which is not Serializable. ".formatted(Client.class.getName()))
        .hasMessageContainingAll("Make that class Serializable", "transient", "@Setup");
  }

  @Test
  void namesWhatALambdaRefersTo() {
    Client client = new Client();

    assertThatThrownBy(
            () ->
                run(
                    "Prefix",
                    MapElements.into(TypeDescriptors.strings()).via(i -> client.toString() + i)))
        .hasMessageStartingWith("Prefix")
        .hasMessageContaining("is of %s, which".formatted(Client.class.getName()));
  }

  private static void run(
      String name, PTransform<? super PCollection<Integer>, PCollection<String>> transform) {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(Create.of(1, 2, 3)).apply(name, transform);
    PipelineProto.of(pipeline);
  }

  private static final class Client {
    @Override
    public String toString() {
      return "a client";
    }
  }

  private static final class LookUp extends DoFn<Integer, String> {
    private static final long serialVersionUID = 1L;

    private final transient Client mine = new Client();
    private final List<Object> clients;

    LookUp(List<Object> clients) {
      this.clients = clients;
    }

    @ProcessElement
    public void process(@Element Integer id, OutputReceiver<String> names) {
      names.output("%s of %s or %s".formatted(id, clients, mine));
    }
  }
}
