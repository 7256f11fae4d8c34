// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The connection between driver and worker: one JSON object a line.
 *
 * <p><b>Threading:</b> any thread may send; one thread receives.
 */
public final class Wire implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final BufferedReader reader;
  private final Writer writer;

  public Wire(Socket socket) throws IOException {
    this.socket = socket;
    reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    writer =
        new BufferedWriter(
            new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Sends a {@link WorkerCommand} or a {@link WorkerEvent}. */
  public synchronized void send(Object message) throws IOException {
    writer.write(JSON.writeValueAsString(message));
    writer.write('\n');
    writer.flush();
  }

  /**
   * The next message, or nothing when the other side is gone.
   *
   * @param timeoutMillis how long to wait; 0 is for ever
   * @throws java.net.SocketTimeoutException when none came in time, after which this wire is of no
   *     more use
   */
  public <T> Optional<T> receive(Class<T> type, int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    String line = reader.readLine();
    return line == null ? Optional.empty() : Optional.of(JSON.readValue(line, type));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
