// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The interfaces of options that a program uses, as far as its classes name them. None of its code
 * runs for it.
 */
final class OptionInterfaces {

  /** Of a program that has more classes of its own, the others are not looked at. */
  private static final int MOST_CLASSES = 1_000;

  private OptionInterfaces() {}

  /** Those that the main class names, and the classes of its package in turn. */
  static Set<Class<?>> namedBy(Program program) {
    String main = program.main().getDeclaringClass().getName();
    String folder = main.substring(0, main.lastIndexOf('.') + 1).replace('.', '/');
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>(List.of(main.replace('.', '/')));
    Queue<String> waiting = new ArrayDeque<>(seen);
    while (!waiting.isEmpty() && seen.size() < MOST_CLASSES) {
      String name = waiting.remove();
      for (String named : named(name, program.loader())) {
        boolean isOwn = named.startsWith(folder);
        if (seen.add(named) && (isOwn || named.endsWith("Options"))) {
          addIfOptions(named, program.loader(), interfaces);
          if (isOwn) {
            waiting.add(named);
          }
        }
      }
    }
    return interfaces;
  }

  private static void addIfOptions(String name, ClassLoader loader, Set<Class<?>> interfaces) {
    try {
      Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
      if (type.isInterface() && PipelineOptions.class.isAssignableFrom(type)) {
        interfaces.add(type);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // A program may name classes that are not there and that it never comes to.
    }
  }

  /** The internal names of the classes that the class file of {@code name} refers to. */
  private static Set<String> named(String name, ClassLoader loader) {
    try (InputStream stream = loader.getResourceAsStream(name + ".class")) {
      return stream == null ? Set.of() : classes(new DataInputStream(stream));
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** Reads a constant pool (JVM specification, 4.4). */
  private static Set<String> classes(DataInputStream in) throws IOException {
    in.skipNBytes(8);
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    List<Integer> classes = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7 -> classes.add(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // they take two places
        }
        default -> in.skipNBytes(4);
      }
    }
    Set<String> names = new TreeSet<>();
    for (int index : classes) {
      names.add(texts[index]);
    }
    return names;
  }
}
