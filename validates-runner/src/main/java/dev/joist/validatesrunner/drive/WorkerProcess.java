// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.worker.Wire;
import dev.joist.validatesrunner.worker.WorkerCommand;
import dev.joist.validatesrunner.worker.WorkerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running worker JVM, as its driver sees it. It ends with {@link #close}. */
final class WorkerProcess implements AutoCloseable {

  private static final int START_MILLIS = 60_000;

  private final Process process;
  private final Wire wire;
  private final WorkerLog log;

  private WorkerProcess(Process process, Wire wire, WorkerLog log) {
    this.process = process;
    this.wire = wire;
    this.log = log;
  }

  /**
   * Starts a worker and waits until it says hello.
   *
   * @param name distinct among the workers of a run; its log has it
   * @throws IllegalStateException if it does not come up
   */
  static WorkerProcess start(WorkerSetup setup, String name) {
    WorkerLog log = new WorkerLog(setup.logs().resolve(name + ".log"));
    String token = UUID.randomUUID().toString();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path temporaryFiles = Files.createDirectories(setup.directory().resolve("tmp").resolve(name));
      Process process =
          new ProcessBuilder(setup.command(server.getLocalPort(), token, temporaryFiles))
              .redirectErrorStream(true)
              .redirectOutput(log.file().toFile())
              .start();
      // So that accept does not wait in vain for a worker that died early.
      CompletableFuture<?> unused = process.onExit().thenRun(() -> closeQuietly(server));
      return new WorkerProcess(process, accept(server, token, process, log), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the worker " + name, e);
    }
  }

  private static Wire accept(ServerSocket server, String token, Process process, WorkerLog log) {
    try {
      server.setSoTimeout(START_MILLIS);
      Wire wire = new Wire(server.accept());
      Optional<WorkerEvent> hello = wire.receive(WorkerEvent.class, START_MILLIS);
      if (hello.equals(Optional.of(new WorkerEvent.Hello(token)))) {
        return wire;
      }
      throw new IOException("it began with %s instead of its greeting".formatted(hello));
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "the worker %d of log %s did not come up within %d s:%n%s"
              .formatted(process.pid(), log.file(), START_MILLIS / 1_000, log.tail()),
          e);
    }
  }

  private static void closeQuietly(ServerSocket server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(WorkerCommand command) throws IOException {
    wire.send(command);
  }

  /** As {@link Wire#receive}. */
  Optional<WorkerEvent> receive(int timeoutMillis) throws IOException {
    return wire.receive(WorkerEvent.class, timeoutMillis);
  }

  WorkerLog log() {
    return log;
  }

  /** Waits for a worker that hung up to end, and says how it did. */
  String describeEnd() throws InterruptedException {
    return process.waitFor(5, TimeUnit.SECONDS)
        ? "the worker exited with code %d".formatted(process.exitValue())
        : "the worker hung up but still runs";
  }

  @Override
  public void close() {
    try {
      wire.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the connection to " + process.pid(), e);
    } finally {
      process.destroyForcibly();
    }
  }
}
