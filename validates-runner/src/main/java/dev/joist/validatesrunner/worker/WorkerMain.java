// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A JVM that runs the tests its driver names, until the driver hangs up.
 *
 * <p><b>Threading:</b> tests run one after the other on the main thread; a second thread listens,
 * so that a worker whose test hangs still answers and still ends with its driver.
 */
public final class WorkerMain {

  private final Wire wire;
  private final BlockingQueue<WorkerCommand.Run> runs = new LinkedBlockingQueue<>();

  private WorkerMain(Wire wire) {
    this.wire = wire;
  }

  /** Connects to the driver: {@code <port on the loopback address> <token>}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    try (Wire wire = new Wire(socket)) {
      WorkerMain worker = new WorkerMain(wire);
      Thread listener = new Thread(worker::listen, "suite-worker-listener");
      listener.setDaemon(true);
      listener.start();
      wire.send(new WorkerEvent.Hello(args[1]));
      worker.work();
    }
  }

  private void work() throws IOException, InterruptedException {
    UnitRunner runner = new UnitRunner(this::send);
    while (true) {
      runner.run(runs.take());
      wire.send(new WorkerEvent.UnitDone());
    }
  }

  private void listen() {
    try {
      Optional<WorkerCommand> command = wire.receive(WorkerCommand.class, 0);
      while (command.isPresent()) {
        if (command.get() instanceof WorkerCommand.Run run) {
          runs.add(run);
        } else {
          wire.send(new WorkerEvent.Dumped(ThreadDump.take()));
        }
        command = wire.receive(WorkerCommand.class, 0);
      }
    } catch (IOException e) {
      System.err.println("the driver is gone: " + e.getMessage());
    }
    Runtime.getRuntime().halt(0); // not exit: shutdown hooks of a hung test may wait for it
  }

  private void send(WorkerEvent event) {
    try {
      wire.send(event);
    } catch (IOException e) {
      System.err.println("the driver is gone: " + e.getMessage());
      Runtime.getRuntime().halt(1);
    }
  }
}
