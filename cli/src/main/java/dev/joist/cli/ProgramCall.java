// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.program.BeamVersion;
import dev.joist.cli.program.PipelineArguments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program to call, as it was typed. It can be written as bytes, and so handed over from one class
 * loader to another.
 *
 * @param name the jar, the class or the example
 * @param arguments what the user has for it
 * @param how what the verb and its options say
 * @param beam the release of Beam that it brings, if it is another than Joist's
 */
record ProgramCall(String name, List<String> arguments, How how, @Nullable BeamVersion beam)
    implements Serializable {

  /**
   * How to call it.
   *
   * @param explain the format to explain its pipelines in; null to run them
   * @param help the interface whose options to list instead, all if it is empty; null to call it
   * @param allowOtherRunner whether the program may run its pipelines elsewhere
   * @param verbose whether to print stack traces
   */
  record How(
      @Nullable String explain, @Nullable String help, boolean allowOtherRunner, boolean verbose)
      implements Serializable {}

  ProgramCall {
    arguments = List.copyOf(arguments);
  }

  ProgramCall with(BeamVersion version) {
    return new ProgramCall(name, arguments, how, version);
  }

  String verb() {
    return how.explain() == null ? "joist run" : "joist explain";
  }

  /** The arguments that its main method gets. */
  List<String> completedArguments() {
    return how.explain() == null
        ? PipelineArguments.withRunner(arguments)
        : PipelineArguments.withExplain(arguments, how.explain());
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static ProgramCall fromBytes(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (ProgramCall) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the two class loaders have different classes of Joist", e);
    }
  }
}
